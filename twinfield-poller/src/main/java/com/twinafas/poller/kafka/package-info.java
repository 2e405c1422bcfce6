/** The archive on Kafka. */
@NullMarked
package com.twinafas.poller.kafka;

import org.jspecify.annotations.NullMarked;
