package com.twinafas.mapper.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.lag.Lag;
import com.twinafas.schemas.topic.Topic;

/**
 * How far the writer is behind on the bulk topic. A job that ran far ahead of it could not be paused or cancelled any
 * more, and what waits there longer than the topic keeps it would be lost.
 */
final class BulkBacklog implements AutoCloseable {

    private static final String WRITERS = "writer";
    private static final long MOST = 5000;
    private static final Duration FRESH = Duration.ofMillis(500);

    private final Lag lag;
    private final InstantSource clock;
    private Instant askedAt = Instant.EPOCH;
    private boolean isFull;

    BulkBacklog(TenantKafka kafka, InstantSource clock) {
        this.clock = clock;
        lag = new Lag(kafka, WRITERS, List.of(Topic.UPDATE_BULK));
    }

    /** Whether the writer has enough to do for now. */
    boolean isFull() {
        Instant now = clock.instant();
        if (!now.isBefore(askedAt.plus(FRESH))) {
            isFull = lag.records() > MOST;
            askedAt = now;
        }
        return isFull;
    }

    @Override
    public void close() {
        lag.close();
    }
}
