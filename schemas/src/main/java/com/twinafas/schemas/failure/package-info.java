/** What can go wrong, named: stable codes, categories, and the sentences people read. */
@NullMarked
package com.twinafas.schemas.failure;

import org.jspecify.annotations.NullMarked;
