/** Tests of this package. */
@NullMarked
package com.twinafas.mapper;

import org.jspecify.annotations.NullMarked;
