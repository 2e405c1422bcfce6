/** Everything that can go wrong at each step of a delivery, with many seeds, and the books to tell what came of it. */
@NullMarked
package com.twinafas.writer.matrix;

import org.jspecify.annotations.NullMarked;
