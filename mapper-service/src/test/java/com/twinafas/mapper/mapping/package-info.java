/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.mapping;

import org.jspecify.annotations.NullMarked;
