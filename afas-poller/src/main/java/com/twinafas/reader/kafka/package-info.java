/** The shelf on Kafka. */
@NullMarked
package com.twinafas.reader.kafka;

import org.jspecify.annotations.NullMarked;
