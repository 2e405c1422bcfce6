/** Proof of what the package promises. */
@NullMarked
package com.twinafas.poller.scan;

import org.jspecify.annotations.NullMarked;
