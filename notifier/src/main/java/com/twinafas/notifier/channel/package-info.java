/** The ways to reach a person, each at its own pace. */
@NullMarked
package com.twinafas.notifier.channel;

import org.jspecify.annotations.NullMarked;
