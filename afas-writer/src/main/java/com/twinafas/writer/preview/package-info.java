/** What would be sent, before it is sent. */
@NullMarked
package com.twinafas.writer.preview;

import org.jspecify.annotations.NullMarked;
