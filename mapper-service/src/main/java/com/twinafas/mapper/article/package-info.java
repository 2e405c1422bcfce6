/** Articles to items. */
@NullMarked
package com.twinafas.mapper.article;

import org.jspecify.annotations.NullMarked;
