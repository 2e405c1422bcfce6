/** Which update is worked on when: by its keys, in the order of the log, many at once. */
@NullMarked
package com.twinafas.writer.dispatch;

import org.jspecify.annotations.NullMarked;
