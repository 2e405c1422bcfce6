/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.engine;

import org.jspecify.annotations.NullMarked;
