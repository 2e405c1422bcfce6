/** A tenant's topics on a real broker. */
@NullMarked
package com.twinafas.pipeline.kafka;

import org.jspecify.annotations.NullMarked;
