/** Who is told of what, and by which ways they are reached. */
@NullMarked
package com.twinafas.notifier.recipient;

import org.jspecify.annotations.NullMarked;
