/** The line to AFAS. */
@NullMarked
package com.twinafas.writer.line;

import org.jspecify.annotations.NullMarked;
