/** Trouble that no record tells: what is not polled any more, and what waits and does not get less. */
@NullMarked
package com.twinafas.notifier.watch;

import org.jspecify.annotations.NullMarked;
