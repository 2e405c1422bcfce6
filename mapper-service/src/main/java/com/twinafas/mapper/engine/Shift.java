package com.twinafas.mapper.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.pipeline.activity.Activities;
import com.twinafas.pipeline.deadletter.DeadLetterFollower;
import com.twinafas.pipeline.deadletter.DeadLetters;
import com.twinafas.pipeline.deadletter.OpenDeadLetters;
import com.twinafas.pipeline.kafka.OffsetReader;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.tracing.Span;
import com.twinafas.pipeline.tracing.TraceParent;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.schemas.avro.Waiting;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/**
 * The work of one mapper from the moment the raw topics are its own: each step takes records, maps them and commits
 * updates, dead letters, what waits, activity and offsets in one transaction. When a step fails the shift is over:
 * what it knew is given up with it, and the next one begins from what is committed.
 */
final class Shift implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shift.class);
    private static final int RETRIES_A_STEP = 200;

    private final TenantKafka kafka;
    private final LiveMapper mapper;
    private final RawReading reading;
    private final UpdateWriting updates;
    private final InstantSource clock;
    private final MapperMetrics metrics;
    private final Tracing tracing;
    private final DeadLetters deadLetters;
    private final Activities activities;
    private final Producer<String, byte[]> producer;
    private final OffsetReader reader;
    private final Tables tables;
    private final WaitingRecords waiting = new WaitingRecords();
    private final OpenDeadLetters open;
    private final DeadLetterFollower letters;
    /** The mapper of this step. */
    private RecordMapper now;

    /** Ends whatever a predecessor had begun, then reads what is known and what waits. */
    Shift(TenantKafka kafka, LiveMapper mapper, RawReading reading, UpdateWriting updates, InstantSource clock,
            MapperMetrics metrics, Tracing tracing) {
        this.kafka = kafka;
        this.mapper = mapper;
        this.now = mapper.get();
        this.reading = reading;
        this.updates = updates;
        this.clock = clock;
        this.metrics = metrics;
        this.tracing = tracing;
        this.deadLetters = new DeadLetters(kafka, clock, Stage.MAP);
        this.open = new OpenDeadLetters(kafka, Stage.MAP);
        this.letters = new DeadLetterFollower(kafka, open);
        this.activities = new Activities(kafka, clock, Stage.MAP);
        this.producer = kafka.transactionalProducer("mapper");
        this.reader = new OffsetReader(kafka);
        this.tables = new Tables(kafka, reading, reader);
        try {
            producer.initTransactions();
            restore();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void restore() {
        kafka.readToEnd(Topic.WAITING, this::restoreWaiting);
        letters.readAll();
        tables.catchUp(news -> {
            // All that waits is due anyway.
        });
        waiting.allDue();
        metrics.waiting(waiting.size());
    }

    private void restoreWaiting(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            waiting.remove(record.key());
            return;
        }
        try {
            Waiting value = kafka.read(record, Waiting.class);
            waiting.put(new WaitingRecords.Entry(
                    new RecordKey(value.getOffice(), RecordKind.ofWireName(value.getKind()), value.getCode()),
                    value.getRevision(), value.getOffset(), Set.copyOf(value.getNeeds())));
        } catch (UnreadableRecord e) {
            LOG.atError().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("A waiting record cannot be read");
        }
    }

    /**
     * Maps what was consumed and what is due again, and commits it.
     *
     * @throws KafkaException when it could not be committed; the shift is over then
     */
    void step(ConsumerRecords<String, byte[]> consumed, ConsumerGroupMetadata group) {
        tables.catchUp(waiting::arrived);
        // A redrive or a person was done with them: they wait for nothing any more.
        letters.catchUp().forEach(waiting::remove);
        boolean isDue = waiting.hasDue();
        if (consumed.isEmpty() && !isDue) {
            return;
        }
        long begun = System.nanoTime();
        now = mapper.get();
        producer.beginTransaction();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : consumed) {
            map(record);
            offsets.put(new TopicPartition(record.topic(), record.partition()),
                    new OffsetAndMetadata(record.offset() + 1));
        }
        for (WaitingRecords.Entry entry : waiting.takeDue(RETRIES_A_STEP)) {
            retry(entry);
        }
        if (!offsets.isEmpty()) {
            producer.sendOffsetsToTransaction(offsets, group);
        }
        producer.commitTransaction();
        metrics.waiting(waiting.size());
        metrics.step(Duration.ofNanos(System.nanoTime() - begun));
    }

    private void retry(WaitingRecords.Entry entry) {
        ConsumerRecord<String, byte[]> record = reader.read(Topic.raw(entry.key().kind()), entry.key().toString(),
                entry.offset());
        if (record == null) {
            // A newer revision is on its topic and about to be consumed.
            goesOn(entry.key());
        } else {
            map(record);
        }
    }

    private void map(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        Topic topic = topic(record);
        RawReading.Envelope envelope;
        try {
            envelope = reading.envelope(record);
        } catch (UnreadableRecord e) {
            send(deadLetters.unreadable(topic, record));
            metrics.record(topic.name(), "unreadable");
            LOG.atError().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("A raw record cannot be read");
            return;
        }
        try (Span span = tracing.goOn("map", TraceParent.of(record.headers()))
                .with("flow", envelope.key().kind().wireName()).with("record", envelope.key())) {
            map(topic, record, envelope, span);
        }
    }

    private void map(Topic topic, ConsumerRecord<String, byte[]> record, RawReading.Envelope envelope, Span span) {
        RecordKey key = envelope.key();
        long revision = envelope.raw().getRevision();
        MapResult result = MappingAttempt.of(envelope, now, reading, tables);
        List<ProducerRecord<String, byte[]>> made = new ArrayList<>();
        if (result instanceof MapResult.Mapped mapped) {
            result = updates.written(Topic.UPDATE, mapped, envelope.raw(), now.settingsVersion(), made);
        }
        String outcome = result.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        metrics.record(key.kind(), outcome);
        span.with("outcome", outcome);
        switch (result) {
            case MapResult.Mapped(List<MapResult.KeyedUpdate> parts) -> {
                made.forEach(update -> {
                    span.context().put(update.headers());
                    send(update);
                });
                metrics.mapped(key.kind(), revision, clock.instant());
                for (MapResult.KeyedUpdate one : parts) {
                    send(activities.step(one.key(), "mapped", revision,
                            Map.of("document", one.update().documentKind().wireName())));
                }
                if (parts.stream().noneMatch(one -> one.key().equals(key))) {
                    send(activities.step(key, "split", revision, Map.of("records", String.valueOf(parts.size()))));
                }
                goesOn(key);
                close(key);
            }
            case MapResult.Waiting(Set<RecordKey> needed) -> {
                waits(key, revision, record.offset(), needed);
                send(activities.step(key, "waiting", revision, Map.of("for", needed.toString())));
            }
            case MapResult.Refused(Cause cause, RecordKey missing) -> {
                span.failed(cause.code().name());
                if (missing == null) {
                    goesOn(key);
                } else {
                    waits(key, revision, record.offset(), Set.of(missing));
                }
                refuse(topic, record, key, revision, cause);
            }
            case MapResult.Ignored(String reason) -> {
                send(activities.step(key, "ignored", revision, Map.of("because", reason)));
                goesOn(key);
                close(key);
            }
        }
    }

    /** One dead letter for a revision and cause, however often it is tried. */
    private void refuse(Topic topic, ConsumerRecord<String, byte[]> record, RecordKey key, long revision, Cause cause) {
        if (open.says(key, revision, cause)) {
            return;
        }
        for (ProducerRecord<String, byte[]> letter : deadLetters.of(topic, record, key, revision, cause,
                open.get(key))) {
            send(letter);
            open.committed(letter);
        }
        LOG.atInfo().addKeyValue("record", key).addKeyValue("code", cause.code()).log("A record cannot be mapped");
    }

    private void close(RecordKey key) {
        if (open.contains(key)) {
            ProducerRecord<String, byte[]> closed = deadLetters.closed(key);
            send(closed);
            open.committed(closed);
        }
    }

    private void waits(RecordKey key, long revision, long offset, Set<RecordKey> needed) {
        List<String> needs = needed.stream().map(RecordKey::toString).sorted().toList();
        WaitingRecords.Entry entry = new WaitingRecords.Entry(key, revision, offset, Set.copyOf(needs));
        WaitingRecords.@Nullable Entry before = waiting.get(key);
        if (!entry.equals(before)) {
            send(kafka.record(Topic.WAITING, key.toString(),
                    Waiting.newBuilder().setOffice(key.office()).setKind(key.kind().wireName()).setCode(key.code())
                            .setRevision(revision).setOffset(offset).setNeeds(needs).build()));
            waiting.put(entry);
        }
    }

    private void goesOn(RecordKey key) {
        if (waiting.remove(key.toString())) {
            send(kafka.record(Topic.WAITING, key.toString(), null));
        }
    }

    /** A failure of a send fails the commit. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(ProducerRecord<String, byte[]> record) {
        producer.send(record);
    }

    private Topic topic(ConsumerRecord<String, byte[]> record) {
        for (RecordKind kind : RecordKind.values()) {
            if (kafka.name(Topic.raw(kind)).equals(record.topic())) {
                return Topic.raw(kind);
            }
        }
        throw new IllegalStateException("Nobody subscribed to " + record.topic());
    }

    @Override
    public void close() {
        tables.close();
        letters.close();
        // What is open is ended by the next shift's producer, or by the broker in a minute.
        producer.close(Duration.ofSeconds(2));
    }
}
