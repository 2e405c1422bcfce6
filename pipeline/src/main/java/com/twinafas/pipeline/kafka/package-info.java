/** A tenant's topics: clients for them, reading and writing their records, creating them. */
@NullMarked
package com.twinafas.pipeline.kafka;

import org.jspecify.annotations.NullMarked;
