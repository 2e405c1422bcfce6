/** Tells people what cannot go on without them, once for a cause. */
@NullMarked
package com.twinafas.notifier;

import org.jspecify.annotations.NullMarked;
