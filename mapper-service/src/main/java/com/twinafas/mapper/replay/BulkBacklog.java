package com.twinafas.mapper.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.topic.Topic;

/**
 * How far the writer is behind on the bulk topic. A job that ran far ahead of it could not be paused or cancelled any
 * more, and what waits there longer than the topic keeps it would be lost.
 */
final class BulkBacklog implements AutoCloseable {

    private static final String WRITERS = "writer";
    private static final long MOST = 5000;
    private static final Duration FRESH = Duration.ofMillis(500);

    private final Consumer<String, byte[]> asking;
    private final TopicPartition partition;
    private final InstantSource clock;
    private Instant askedAt = Instant.EPOCH;
    private boolean isFull;

    BulkBacklog(TenantKafka kafka, InstantSource clock) {
        this.clock = clock;
        asking = kafka.consumer(WRITERS, Map.of());
        partition = kafka.partition(Topic.UPDATE_BULK);
        // Kafka's client warns each time it is asked for the end of what it does not read.
        asking.assign(List.of(partition));
    }

    /** Whether the writer has enough to do for now. */
    boolean isFull() {
        Instant now = clock.instant();
        if (!now.isBefore(askedAt.plus(FRESH))) {
            isFull = size() > MOST;
            askedAt = now;
        }
        return isFull;
    }

    private long size() {
        OffsetAndMetadata committed = asking.committed(Set.of(partition)).get(partition);
        long begin = committed == null
                ? asking.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L)
                : committed.offset();
        return asking.endOffsets(List.of(partition)).getOrDefault(partition, 0L) - begin;
    }

    @Override
    public void close() {
        asking.close();
    }
}
