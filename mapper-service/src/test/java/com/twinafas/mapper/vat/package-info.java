/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.vat;

import org.jspecify.annotations.NullMarked;
