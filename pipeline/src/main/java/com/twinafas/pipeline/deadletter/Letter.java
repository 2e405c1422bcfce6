package com.twinafas.pipeline.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.key.RecordKey;

/**
 * An open dead letter as its topic has it.
 *
 * @param stage    in which the record is held up
 * @param revision of the record; null when it is not known
 * @param firstAt  when the record first failed there
 * @param lastAt   when it last did
 * @param attempts how often it did
 * @param offset   where this state stands on its topic
 */
public record Letter(RecordKey key, String stage, Cause cause, @Nullable Long revision, Instant firstAt,
        Instant lastAt, int attempts, long offset) {

    /** The same for all dead letters of this cause in this stage. */
    public String causeKey() {
        return cause.key() + "@" + stage;
    }
}
