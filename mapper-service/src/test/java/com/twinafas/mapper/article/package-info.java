/** Tests of this package. */
@NullMarked
package com.twinafas.mapper.article;

import org.jspecify.annotations.NullMarked;
