/** What parked records look like. */
@NullMarked
package com.twinafas.pipeline.deadletter;

import org.jspecify.annotations.NullMarked;
