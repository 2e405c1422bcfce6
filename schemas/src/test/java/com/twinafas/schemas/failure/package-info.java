/** Tests of this package. */
@NullMarked
package com.twinafas.schemas.failure;

import org.jspecify.annotations.NullMarked;
