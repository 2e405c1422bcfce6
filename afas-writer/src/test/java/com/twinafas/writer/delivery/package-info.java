/** Tests of this package. */
@NullMarked
package com.twinafas.writer.delivery;

import org.jspecify.annotations.NullMarked;
