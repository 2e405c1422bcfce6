/** Records that were deleted at the source. */
@NullMarked
package com.twinafas.writer.deletion;

import org.jspecify.annotations.NullMarked;
