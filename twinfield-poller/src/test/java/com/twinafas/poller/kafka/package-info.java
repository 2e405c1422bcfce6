/** Proof of what the package promises. */
@NullMarked
package com.twinafas.poller.kafka;

import org.jspecify.annotations.NullMarked;
