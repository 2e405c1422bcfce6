/** A few numbers for each of very many records, in arrays. */
@NullMarked
package com.twinafas.pipeline.table;

import org.jspecify.annotations.NullMarked;
