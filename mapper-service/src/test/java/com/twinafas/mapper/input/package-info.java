/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.input;

import org.jspecify.annotations.NullMarked;
