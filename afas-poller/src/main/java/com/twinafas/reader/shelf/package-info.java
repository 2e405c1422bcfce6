/** What was read so far, and what of a reading is new: the memory of the reader. */
@NullMarked
package com.twinafas.reader.shelf;

import org.jspecify.annotations.NullMarked;
