/** Records that cannot go on without a person. */
@NullMarked
package com.twinafas.pipeline.deadletter;

import org.jspecify.annotations.NullMarked;
