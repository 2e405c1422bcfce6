/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.customer;

import org.jspecify.annotations.NullMarked;
