package com.twinafas.mapper.replay;

import java.time.Duration;
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
    private long askedAt;
    private boolean isFull;

    BulkBacklog(TenantKafka kafka) {
        asking = kafka.consumer(WRITERS, Map.of());
        partition = kafka.partition(Topic.UPDATE_BULK);
        // Kafka's client warns each time it is asked for the end of what it does not read.
        asking.assign(List.of(partition));
        askedAt = System.nanoTime() - FRESH.toNanos();
    }

    /** Whether the writer has enough to do for now. */
    boolean isFull() {
        if (System.nanoTime() - askedAt >= FRESH.toNanos()) {
            isFull = size() > MOST;
            askedAt = System.nanoTime();
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
