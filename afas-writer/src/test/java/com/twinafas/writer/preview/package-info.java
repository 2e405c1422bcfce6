/** Bodies as they would be sent. */
@NullMarked
package com.twinafas.writer.preview;

import org.jspecify.annotations.NullMarked;
