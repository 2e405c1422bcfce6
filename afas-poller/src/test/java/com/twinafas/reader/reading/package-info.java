/** Readings against the simulated AFAS's books. */
@NullMarked
package com.twinafas.reader.reading;

import org.jspecify.annotations.NullMarked;
