/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.entry;

import org.jspecify.annotations.NullMarked;
