/** Proof of what the package promises. */
@NullMarked
package com.twinafas.poller.reconciliation;

import org.jspecify.annotations.NullMarked;
