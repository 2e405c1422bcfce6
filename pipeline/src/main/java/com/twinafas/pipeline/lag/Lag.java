package com.twinafas.pipeline.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.topic.Topic;

/**
 * What waits before a role, asked from outside: it is known also when nobody has the role. Joins no group. Not safe for
 * threads.
 */
public final class Lag implements AutoCloseable {

    /** One record is enough to see how long it waits; what comes with it is as little as can be. */
    private static final Map<String, Object> ASKING = Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1, ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, byte[]> consumer;

    /**
     * @param role   whose consumer group is called as it
     * @param topics that it reads
     */
    public Lag(TenantKafka kafka, String role, Collection<Topic> topics) {
        consumer = kafka.consumer(role, ASKING);
        // Kafka's client warns each time it is asked for the end of what it does not read.
        consumer.assign(topics.stream().map(kafka::partition).toList());
    }

    /**
     * What waits at one moment.
     *
     * @param records how many, marks of transactions among them
     * @param oldest  when the first of them was written; empty when none waits
     */
    public record Reading(long records, Optional<Instant> oldest) {

        /** Since when something waits, in seconds; 0 when nothing does. */
        public double seconds(Instant now) {
            return oldest.map(since -> Math.max(0, Duration.between(since, now).toMillis()) / 1000.0).orElse(0.0);
        }
    }

    /** Records that wait, marks of transactions among them. */
    public long records() {
        return records(waiting());
    }

    /** What waits, and since when. */
    public Reading look() {
        Map<TopicPartition, Waiting> waiting = waiting();
        return new Reading(records(waiting), oldest(waiting));
    }

    private static long records(Map<TopicPartition, Waiting> waiting) {
        return waiting.values().stream().mapToLong(Waiting::records).sum();
    }

    private Optional<Instant> oldest(Map<TopicPartition, Waiting> all) {
        Map<TopicPartition, Waiting> waiting = new HashMap<>(all);
        waiting.values().removeIf(one -> one.records() == 0);
        consumer.pause(consumer.assignment());
        consumer.resume(waiting.keySet());
        waiting.forEach((partition, one) -> consumer.seek(partition, one.from()));
        Optional<Instant> oldest = Optional.empty();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!waiting.isEmpty() && System.nanoTime() < deadline) {
            for (ConsumerRecord<String, byte[]> first : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(first.topic(), first.partition());
                Instant written = Instant.ofEpochMilli(first.timestamp());
                oldest = oldest.filter(written::isAfter).or(() -> Optional.of(written));
                waiting.remove(partition);
                consumer.pause(List.of(partition));
            }
            // Marks of transactions alone are nothing to wait for.
            waiting.entrySet().removeIf(one -> consumer.position(one.getKey()) >= one.getValue().end());
        }
        return oldest;
    }

    private record Waiting(long from, long end) {
        long records() {
            return Math.max(0, end - from);
        }
    }

    private Map<TopicPartition, Waiting> waiting() {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(consumer.assignment());
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(consumer.assignment());
        Map<TopicPartition, Waiting> waiting = new HashMap<>();
        consumer.endOffsets(consumer.assignment()).forEach((partition, end) -> {
            OffsetAndMetadata done = committed.get(partition);
            long first = beginnings.getOrDefault(partition, 0L);
            waiting.put(partition, new Waiting(done == null ? first : Math.max(first, done.offset()), end));
        });
        return waiting;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
