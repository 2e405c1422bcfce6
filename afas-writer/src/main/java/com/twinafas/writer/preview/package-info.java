/** What delivering an update would do, found out by the writer's own code with an AFAS that takes no writes. */
@NullMarked
package com.twinafas.writer.preview;

import org.jspecify.annotations.NullMarked;
