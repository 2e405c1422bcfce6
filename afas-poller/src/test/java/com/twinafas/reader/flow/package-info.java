/** When readings run. */
@NullMarked
package com.twinafas.reader.flow;

import org.jspecify.annotations.NullMarked;
