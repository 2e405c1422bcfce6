package com.twinafas.pipeline.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;

/**
 * A broker in memory, for tests of what is behind Kafka's clients: topics of one partition, transactions, fences, and
 * groups of which one member has everything. It compacts nothing and keeps no group's offsets by itself; what stands on
 * those is tested with a real one.
 */
public final class MemoryBroker implements KafkaClients {

    private static final int RECORDS_A_POLL = 500;

    private final InstantSource clock;
    private final Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> logs = new HashMap<>();
    private final Map<String, MockProducer<String, byte[]>> fences = new HashMap<>();
    private final Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
    /** Members of each group; the first has the partitions. */
    private final Map<String, List<Reading>> groups = new HashMap<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<MockProducer<String, byte[]>> writings = new ArrayList<>();
    private boolean away;

    /** @param clock of the records */
    public MemoryBroker(InstantSource clock) {
        this.clock = clock;
    }

    /** A tenant whose topics are here. */
    public TenantKafka tenant(String name) {
        return new TenantKafka(name, Map.of("schema.registry.url", "mock://" + name, "specific.avro.reader", true),
                new KafkaAvroSerializer(), new KafkaAvroDeserializer(), this);
    }

    /** A record as somebody else would put it on its topic. */
    public synchronized void append(ProducerRecord<String, byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), 0);
        List<ConsumerRecord<String, byte[]>> log = log(partition);
        byte[] value = record.value();
        log.add(new ConsumerRecord<>(record.topic(), 0, log.size(), clock.instant().toEpochMilli(),
                TimestampType.CREATE_TIME, 0, value == null ? 0 : value.length, record.key(), value,
                new RecordHeaders(record.headers()), Optional.empty()));
    }

    /** The group has done with everything before this offset. */
    public synchronized void commit(TenantKafka kafka, String group, Topic topic, long offset) {
        committed.computeIfAbsent(kafka.tenant() + "." + group, any -> new HashMap<>()).put(kafka.partition(topic),
                offset);
    }

    /** Clients that were opened and not closed. */
    public synchronized long open() {
        return readings.stream().filter(reading -> !reading.closed()).count()
                + writings.stream().filter(writing -> !writing.closed()).count();
    }

    /** From now on transactions fail, or they do not any more. */
    public synchronized void away(boolean isAway) {
        away = isAway;
    }

    /** How many members a group has. */
    public synchronized int members(String group) {
        return groups.getOrDefault(group, List.of()).size();
    }

    /** What the group's first member has goes to the next. */
    public synchronized void handOver(String group) {
        Collections.rotate(groups.getOrDefault(group, List.of()), -1);
    }

    private synchronized void join(String group, Reading member) {
        List<Reading> members = groups.computeIfAbsent(group, any -> new ArrayList<>());
        if (!members.contains(member)) {
            members.add(member);
        }
    }

    private synchronized void leave(String group, Reading member) {
        groups.getOrDefault(group, new ArrayList<>()).remove(member);
    }

    private synchronized boolean isFirst(String group, Reading member) {
        return groups.getOrDefault(group, List.of()).indexOf(member) == 0;
    }

    private synchronized boolean isAway() {
        return away;
    }

    private synchronized List<ConsumerRecord<String, byte[]>> log(TopicPartition partition) {
        return logs.computeIfAbsent(partition, any -> new ArrayList<>());
    }

    private synchronized List<ConsumerRecord<String, byte[]>> from(TopicPartition partition, long offset) {
        List<ConsumerRecord<String, byte[]>> log = log(partition);
        int begin = (int) Math.min(offset, log.size());
        return List.copyOf(log.subList(begin, Math.min(log.size(), begin + RECORDS_A_POLL)));
    }

    private synchronized long end(TopicPartition partition) {
        return log(partition).size();
    }

    private synchronized Map<TopicPartition, OffsetAndMetadata> committed(String group,
            Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
        committed.getOrDefault(group, Map.of()).forEach((partition, offset) -> {
            if (partitions.contains(partition)) {
                found.put(partition, new OffsetAndMetadata(offset));
            }
        });
        return found;
    }

    /** The one before with its name is stopped. */
    private synchronized void fence(String name, MockProducer<String, byte[]> producer) {
        MockProducer<String, byte[]> before = fences.put(name, producer);
        if (before != null && !before.closed()) {
            before.fenceProducer();
        }
    }

    @Override
    public long end(TopicPartition partition, Map<String, Object> config) {
        return end(partition);
    }

    @Override
    public synchronized Consumer<String, byte[]> consumer(Map<String, Object> config) {
        Reading reading = new Reading(String.valueOf(config.get(ConsumerConfig.GROUP_ID_CONFIG)));
        readings.add(reading);
        return reading;
    }

    @Override
    public synchronized Producer<String, byte[]> producer(Map<String, Object> config) {
        Object name = config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        MockProducer<String, byte[]> writing = name == null ? new Writing() : new Committing(name.toString());
        writings.add(writing);
        return writing;
    }

    private final class Reading extends MockConsumer<String, byte[]> {

        private final String group;

        Reading(String group) {
            super("earliest");
            this.group = group;
        }

        @Override
        public synchronized void assign(Collection<TopicPartition> partitions) {
            super.assign(partitions);
            updateBeginningOffsets(partitions.stream().collect(Collectors.toMap(one -> one, one -> 0L)));
        }

        @Override
        public synchronized void seekToEnd(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> seek(partition, end(partition)));
        }

        @Override
        public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> seek(partition, 0));
        }

        @Override
        public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
            if (!subscription().isEmpty()) {
                balance();
            }
            for (TopicPartition partition : assignment()) {
                if (!paused().contains(partition)) {
                    from(partition, position(partition)).forEach(this::addRecord);
                }
            }
            return super.poll(timeout);
        }

        private void balance() {
            join(group, this);
            Set<TopicPartition> due = isFirst(group, this)
                    ? subscription().stream().map(topic -> new TopicPartition(topic, 0)).collect(Collectors.toSet())
                    : Set.of();
            if (!assignment().equals(due)) {
                updateBeginningOffsets(due.stream().collect(Collectors.toMap(one -> one, one -> 0L)));
                rebalance(due);
            }
        }

        @Override
        public void close() {
            leave(group, this);
            super.close();
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
            return partitions.stream().collect(Collectors.toMap(one -> one, MemoryBroker.this::end));
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
            return MemoryBroker.this.committed(group, partitions);
        }
    }

    private class Writing extends MockProducer<String, byte[]> {

        Writing() {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
            Future<RecordMetadata> sent = super.send(record, callback);
            append(record);
            return sent;
        }
    }

    private final class Committing extends MockProducer<String, byte[]> {

        private final String name;
        private final List<ProducerRecord<String, byte[]>> open = new ArrayList<>();

        Committing(String name) {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
            this.name = name;
        }

        @Override
        public void initTransactions() {
            super.initTransactions();
            fence(name, this);
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
            Future<RecordMetadata> sent = super.send(record, callback);
            open.add(record);
            return sent;
        }

        @Override
        public void commitTransaction() {
            if (isAway()) {
                throw new KafkaException("The broker is away");
            }
            super.commitTransaction();
            open.forEach(MemoryBroker.this::append);
            open.clear();
        }

        @Override
        public void abortTransaction() {
            super.abortTransaction();
            open.clear();
        }
    }
}
