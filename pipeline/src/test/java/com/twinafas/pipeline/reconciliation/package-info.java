/** Proof of what the package promises. */
@NullMarked
package com.twinafas.pipeline.reconciliation;

import org.jspecify.annotations.NullMarked;
