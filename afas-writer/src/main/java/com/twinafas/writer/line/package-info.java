/** The line to AFAS: how many calls at once, whether it is open, and look-ups many updates share. */
@NullMarked
package com.twinafas.writer.line;

import org.jspecify.annotations.NullMarked;
