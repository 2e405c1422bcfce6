/** Which causes hold up which records now. */
@NullMarked
package com.twinafas.notifier.cause;

import org.jspecify.annotations.NullMarked;
