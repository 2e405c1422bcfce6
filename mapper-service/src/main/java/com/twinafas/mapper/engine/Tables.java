package com.twinafas.mapper.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.mapper.record.KnownRecords;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.pipeline.kafka.OffsetReader;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/**
 * Customers, articles, reference data and checkpoints as tables. Only where each record stands is kept in memory, some
 * tens of bytes; its content is read back from its topic, with the last ones used at hand.
 */
public final class Tables implements KnownRecords, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tables.class);
    private static final int AT_HAND = 1000;
    private static final List<Topic> TABLES = List.of(Topic.CUSTOMER, Topic.ARTICLE, Topic.REFERENCE);

    private final TenantKafka kafka;
    private final RawReading reading;
    private final OffsetReader reader;
    private final Consumer<String, byte[]> follower;
    private final KeyTable offsets = new KeyTable(1);
    private final Map<String, Instant> completeSince = new HashMap<>();
    private final Map<String, SourceRecord> atHand = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SourceRecord> eldest) {
            return size() > AT_HAND;
        }
    };

    /** Takes what is new in the tables. */
    @FunctionalInterface
    public interface News {
        void accept(String key);
    }

    /** Follows its topics from their start; {@link #catchUp} before the first question. */
    public Tables(TenantKafka kafka, RawReading reading, OffsetReader reader) {
        this.kafka = kafka;
        this.reading = reading;
        this.reader = reader;
        this.follower = kafka.follower();
        List<TopicPartition> partitions = Stream.concat(Stream.of(Topic.CHECKPOINT), TABLES.stream())
                .map(kafka::partition).toList();
        follower.assign(partitions);
        follower.seekToBeginning(partitions);
    }

    /**
     * Reads all that is committed by now. Checkpoints come first: when one says that a kind is complete, its records
     * stand before it and are read too. So whatever was committed before a record that is already consumed, is known.
     *
     * @param news takes what is new: keys of records, and names of checkpoints that say that a kind is complete now
     */
    public void catchUp(News news) {
        readToEnd(List.of(kafka.partition(Topic.CHECKPOINT)), news);
        readToEnd(TABLES.stream().map(kafka::partition).toList(), news);
    }

    /** @throws Unmappable when it is a customer that was erased */
    @Override
    public @Nullable SourceRecord find(RecordKey key) {
        String name = key.toString();
        int row = offsets.row(name);
        if (row == KeyTable.NONE) {
            return null;
        }
        if (reading.isErased(key)) {
            atHand.remove(name);
            throw Unmappable.of(FailureCode.CUSTOMER_ERASED, "customer", key.code());
        }
        SourceRecord found = atHand.get(name);
        if (found == null) {
            found = read(key, offsets.get(row, 0));
            if (found != null) {
                atHand.put(name, found);
            }
        }
        return found == null || found.state() == SourceRecord.State.DELETED ? null : found;
    }

    @Override
    public @Nullable Instant completeSince(String office, RecordKind kind) {
        return completeSince.get(office + "/" + kind.wireName());
    }

    private @Nullable SourceRecord read(RecordKey key, long offset) {
        ConsumerRecord<String, byte[]> record = reader.read(Topic.raw(key.kind()), key.toString(), offset);
        if (record == null) {
            // A newer state is there and about to be read.
            return null;
        }
        try {
            return reading.record(reading.envelope(record));
        } catch (UnreadableRecord | Unmappable e) {
            LOG.atWarn().addKeyValue("record", key).log("A record that others need cannot be used");
            return null;
        }
    }

    private void readToEnd(List<TopicPartition> partitions, News news) {
        follower.pause(follower.assignment());
        follower.resume(partitions);
        Map<TopicPartition, Long> ends = follower.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> follower.position(end.getKey()) < end.getValue())) {
            follower.poll(Duration.ofMillis(100)).forEach(record -> put(record, news));
        }
    }

    private void put(ConsumerRecord<String, byte[]> record, News news) {
        if (record.topic().equals(kafka.name(Topic.CHECKPOINT))) {
            checkpoint(record, news);
        } else if (record.value() == null) {
            offsets.remove(record.key());
        } else {
            offsets.set(offsets.add(record.key()), 0, record.offset());
            atHand.remove(record.key());
            news.accept(record.key());
        }
    }

    private void checkpoint(ConsumerRecord<String, byte[]> record, News news) {
        if (record.value() == null) {
            completeSince.remove(record.key());
            return;
        }
        try {
            Instant since = kafka.read(record, Checkpoint.class).getCompleteSince();
            if (since == null) {
                completeSince.remove(record.key());
            } else if (completeSince.put(record.key(), since) == null) {
                news.accept(record.key());
            }
        } catch (UnreadableRecord e) {
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("A checkpoint cannot be read");
        }
    }

    @Override
    public void close() {
        follower.close();
        reader.close();
    }
}
