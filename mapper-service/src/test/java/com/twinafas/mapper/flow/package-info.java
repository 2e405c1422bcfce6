/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.flow;

import org.jspecify.annotations.NullMarked;
