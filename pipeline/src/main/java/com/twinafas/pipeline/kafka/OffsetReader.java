package com.twinafas.pipeline.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.topic.Topic;

/**
 * Reads single records back from where they stand in their topics. What the broker gives with one of them is kept until
 * the next reading from the topic: who reads in the order of the topic reads most of them from memory. Not safe for
 * threads.
 */
public final class OffsetReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BYTES_AT_ONCE = 65_536;

    private final TenantKafka kafka;
    private final Consumer<String, byte[]> consumer;
    private final Map<Topic, Map<Long, ConsumerRecord<String, byte[]>>> atHand = new HashMap<>();

    public OffsetReader(TenantKafka kafka) {
        this.kafka = kafka;
        this.consumer = kafka.consumer(null, Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BYTES_AT_ONCE));
    }

    /**
     * The record at the offset; null when it cannot be read there: the compactor took it because a newer one with its
     * key is there, or its transaction is not known to be committed yet.
     */
    public @Nullable ConsumerRecord<String, byte[]> read(Topic topic, String key, long offset) {
        ConsumerRecord<String, byte[]> record = atHand.getOrDefault(topic, Map.of()).get(offset);
        if (record == null) {
            Map<Long, ConsumerRecord<String, byte[]>> fetched = readFrom(topic, offset).stream()
                    .collect(Collectors.toMap(ConsumerRecord::offset, Function.identity()));
            atHand.put(topic, fetched);
            record = fetched.get(offset);
        }
        return record != null && key.equals(record.key()) ? record : null;
    }

    /** What the broker gives at once from the offset on; nothing when nothing can be read there yet. */
    public List<ConsumerRecord<String, byte[]>> readFrom(Topic topic, long offset) {
        TopicPartition partition = kafka.partition(topic);
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<ConsumerRecord<String, byte[]>> records = consumer.poll(Duration.ofMillis(200)).records(partition);
            if (!records.isEmpty() || consumer.position(partition) >= end(partition)) {
                return records;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("A record of " + partition + " cannot be read back");
            }
        }
    }

    private long end(TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** Ends a reading of another thread, or the next one, with an exception. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
