/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.value;

import org.jspecify.annotations.NullMarked;
