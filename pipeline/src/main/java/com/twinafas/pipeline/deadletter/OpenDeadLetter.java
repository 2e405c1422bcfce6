package com.twinafas.pipeline.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a dead letter that is open.
 *
 * @param revision of the record it is about; null when that is not known
 * @param firstAt  when the record first failed
 * @param attempts how often it did
 */
public record OpenDeadLetter(@Nullable Long revision, Instant firstAt, int attempts) {
}
