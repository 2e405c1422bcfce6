/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.condition;

import org.jspecify.annotations.NullMarked;
