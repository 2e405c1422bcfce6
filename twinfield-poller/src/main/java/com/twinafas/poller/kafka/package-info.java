/** The archive on Kafka, and which process is the one that polls. */
@NullMarked
package com.twinafas.poller.kafka;

import org.jspecify.annotations.NullMarked;
