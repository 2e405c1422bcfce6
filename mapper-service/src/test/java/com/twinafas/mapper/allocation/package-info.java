/** Tests of allocation. */
@NullMarked
package com.twinafas.mapper.allocation;

import org.jspecify.annotations.NullMarked;
