/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.address;

import org.jspecify.annotations.NullMarked;
