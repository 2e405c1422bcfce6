/** The reader on a broker. */
@NullMarked
package com.twinafas.reader;

import org.jspecify.annotations.NullMarked;
