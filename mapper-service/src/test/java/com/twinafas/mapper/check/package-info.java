/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.check;

import org.jspecify.annotations.NullMarked;
