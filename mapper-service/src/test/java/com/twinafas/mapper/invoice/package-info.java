/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.invoice;

import org.jspecify.annotations.NullMarked;
