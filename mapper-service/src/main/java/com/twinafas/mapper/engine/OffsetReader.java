package com.twinafas.mapper.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.topic.Topic;

/** Reads single records back from where they stand in their topics. */
final class OffsetReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TenantKafka kafka;
    private final Consumer<String, byte[]> consumer;

    OffsetReader(TenantKafka kafka) {
        this.kafka = kafka;
        this.consumer = kafka.consumer(null, Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 32_768));
    }

    /** The record at the offset; null when the compactor took it because a newer one with its key is there. */
    @Nullable
    ConsumerRecord<String, byte[]> read(Topic topic, String key, long offset) {
        TopicPartition partition = kafka.partition(topic);
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        consumer.seek(partition, offset);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
            ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(200));
            for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
                return record.offset() == offset && key.equals(record.key()) ? record : null;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("A record of " + partition + " cannot be read back");
            }
        }
        return null;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
