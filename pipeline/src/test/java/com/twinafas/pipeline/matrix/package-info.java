/** The fault matrix: what went wrong in tests, where, how often, and what became of the records; and its document. */
@NullMarked
package com.twinafas.pipeline.matrix;

import org.jspecify.annotations.NullMarked;
