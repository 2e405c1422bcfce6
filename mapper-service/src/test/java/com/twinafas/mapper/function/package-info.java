/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.function;

import org.jspecify.annotations.NullMarked;
