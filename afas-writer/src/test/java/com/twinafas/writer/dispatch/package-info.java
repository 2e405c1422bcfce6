/** Which update is worked on when. */
@NullMarked
package com.twinafas.writer.dispatch;

import org.jspecify.annotations.NullMarked;
