/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.payment;

import org.jspecify.annotations.NullMarked;
