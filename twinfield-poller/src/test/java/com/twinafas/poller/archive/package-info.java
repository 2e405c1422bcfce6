/** Proof of what the package promises. */
@NullMarked
package com.twinafas.poller.archive;

import org.jspecify.annotations.NullMarked;
