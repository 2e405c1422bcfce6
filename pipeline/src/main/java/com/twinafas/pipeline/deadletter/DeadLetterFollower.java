package com.twinafas.pipeline.deadletter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.topic.Topic;

/** Keeps the open dead letters of a stage up to date where others close or open them too. Not safe for threads. */
public final class DeadLetterFollower implements AutoCloseable {

    private final TenantKafka kafka;
    private final OpenDeadLetters open;
    private final Consumer<String, byte[]> follower;
    private final TopicPartition partition;

    public DeadLetterFollower(TenantKafka kafka, OpenDeadLetters open) {
        this.kafka = kafka;
        this.open = open;
        this.follower = kafka.follower();
        this.partition = kafka.partition(Topic.DEAD_LETTER);
    }

    /** Reads all that are committed. */
    public void readAll() {
        follower.assign(List.of(partition));
        follower.seekToEnd(List.of(partition));
        // Only now it is looked up; what comes while all is read is read twice.
        follower.position(partition);
        kafka.readToEnd(Topic.DEAD_LETTER, open::take);
    }

    /**
     * Reads what is committed since, of each dead letter the last state only: the one before may be of this stage's own.
     *
     * @return keys of the records of which a dead letter was open here and somebody else closed it
     */
    public List<String> catchUp() {
        long end = follower.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        Map<String, ConsumerRecord<String, byte[]>> last = new HashMap<>();
        while (follower.position(partition) < end) {
            follower.poll(Duration.ofMillis(100)).forEach(record -> last.put(record.key(), record));
        }
        List<String> closed = new ArrayList<>();
        last.values().forEach(record -> open.take(record).ifPresent(closed::add));
        return closed;
    }

    @Override
    public void close() {
        follower.close();
    }
}
