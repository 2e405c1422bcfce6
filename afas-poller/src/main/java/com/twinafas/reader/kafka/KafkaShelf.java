package com.twinafas.reader.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.checkpoint.Checkpoints;
import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.pipeline.deadletter.DeadLetters;
import com.twinafas.pipeline.deadletter.OpenDeadLetters;
import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.encryption.NewKeys;
import com.twinafas.pipeline.kafka.FencedProducer;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.reader.shelf.Change;
import com.twinafas.reader.shelf.Known;
import com.twinafas.reader.shelf.PublishFailure;
import com.twinafas.reader.shelf.Shelf;
import com.twinafas.reader.shelf.StatementIndex;
import com.twinafas.reader.shelf.Step;
import com.twinafas.reader.statement.AfasKey;
import com.twinafas.schemas.avro.OpenInvoice;
import com.twinafas.schemas.avro.OrderStatus;
import com.twinafas.schemas.avro.Stock;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/**
 * The shelf on its topics. Every step is one transaction of one fenced producer: statements, troubles and checkpoint
 * together or not at all. Opening it ends whatever another reader had open and reads what is known, so that it begins
 * where the last committed step ended.
 */
public final class KafkaShelf implements Shelf, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaShelf.class);
    private static final String TRANSACTIONAL_ID = "reader";
    private static final int RECORDS_OF_A_TRANSACTION = 500;
    private static final String TROUBLES = "reading/";

    private final TenantKafka kafka;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final StatementRecords records;
    private final KeyRing keys;
    private final NewKeys newKeys;
    private final DeadLetters letters;
    private final Checkpoints checkpoints;
    private final FencedProducer producer;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final StatementIndex index = new StatementIndex();
    private volatile OpenDeadLetters open;

    private KafkaShelf(TenantKafka kafka, KeyRing keys, InstantSource clock, MeterRegistry metrics) {
        this.kafka = kafka;
        this.clock = clock;
        this.metrics = metrics;
        this.keys = keys;
        this.newKeys = keys.newKeys();
        this.records = new StatementRecords(keys, newKeys);
        this.letters = new DeadLetters(kafka, clock, Stage.READ);
        this.open = new OpenDeadLetters(kafka, Stage.READ);
        this.checkpoints = new Checkpoints(kafka, clock);
        this.producer = FencedProducer.open(kafka, TRANSACTIONAL_ID);
    }

    /** Takes the shelf over from whoever had it. */
    public static KafkaShelf open(TenantKafka kafka, KeyRing keys, InstantSource clock,
            MeterRegistry metrics) {
        KafkaShelf shelf = new KafkaShelf(kafka, keys, clock, metrics);
        try {
            shelf.readAll();
            return shelf;
        } catch (RuntimeException e) {
            shelf.close();
            throw e;
        }
    }

    /** Whether another reader has taken over or the producer cannot go on: nothing is published here any more. */
    public boolean isLost() {
        return producer.isLost();
    }

    /** How many troubles are open. */
    public int troubles() {
        return open.size();
    }

    @Override
    public <K extends AfasKey> Map<K, Known> present(Class<K> kind, BiPredicate<K, Known> scope) {
        return index.present(kind, scope);
    }

    @Override
    public <K extends AfasKey> int countPresent(Class<K> kind, BiPredicate<K, Known> scope) {
        return index.countPresent(kind, scope);
    }

    @Override
    public Position position(String name) {
        return checkpoints.position(positionName(name));
    }

    /** By the topic and not by what is remembered: whoever discards a message does it there. */
    @Override
    public boolean isOpen(String trouble) {
        lock.lock();
        try {
            readTroubles();
            return open.contains(key(trouble));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void publish(Step step) {
        lock.lock();
        try {
            if (isLost()) {
                throw new PublishFailure("Another reader has taken over", null);
            }
            List<Change> changes = index.changes(step.sightings().stream().map(records::keyed).toList(),
                    clock.instant());
            int last = 0;
            while (changes.size() - last > RECORDS_OF_A_TRANSACTION) {
                commit(changes.subList(last, last + RECORDS_OF_A_TRANSACTION), new Step(step.name()));
                last += RECORDS_OF_A_TRANSACTION;
            }
            commit(changes.subList(last, changes.size()), step);
        } finally {
            lock.unlock();
        }
    }

    private void commit(List<Change> changes, Step rest) {
        Map<RecordKey, Cause> told = new LinkedHashMap<>();
        rest.troubles().forEach((trouble, cause) -> {
            RecordKey key = key(trouble);
            if (!open.says(key, null, cause)) {
                told.put(key, cause);
            }
        });
        List<RecordKey> over = rest.over().stream().map(KafkaShelf::key).filter(open::contains).toList();
        Position moved = rest.position();
        boolean moves = moved != null && !moved.equals(position(rest.name()));
        if (changes.isEmpty() && told.isEmpty() && over.isEmpty() && !moves) {
            return;
        }
        List<ProducerRecord<String, byte[]>> sent = new ArrayList<>();
        changes.forEach(change -> sent.add(kafka.record(StatementRecords.topic(change.sighting().key()),
                change.sighting().key().toString(), records.record(change))));
        told.forEach((key, cause) -> sent.add(letters.state(key, null, null, cause, open.get(key))));
        over.forEach(key -> sent.add(letters.closed(key)));
        if (moved != null && moves) {
            sent.add(checkpoints.record(positionName(rest.name()), moved));
        }
        sent.addAll(0, newKeys.records());
        try {
            producer.commit(sent);
        } catch (KafkaException e) {
            throw new PublishFailure("Nothing could be published", e);
        }
        newKeys.committed();
        changes.forEach(this::remember);
        sent.forEach(open::committed);
        if (moved != null) {
            checkpoints.moved(positionName(rest.name()), moved);
        }
    }

    private void remember(Change change) {
        index.remember(change);
        metrics.counter("twinafas.reader.published", "topic", StatementRecords.topic(change.sighting().key()).name())
                .increment();
    }

    private void readAll() {
        Instant begun = clock.instant();
        keys.refresh();
        read(Topic.ORDER_STATUS, OrderStatus.class,
                record -> index.remember(StatementRecords.key(record), StatementRecords.known(record)));
        read(Topic.STOCK, Stock.class,
                record -> index.remember(StatementRecords.key(record), StatementRecords.known(record)));
        read(Topic.OPEN_INVOICE, OpenInvoice.class,
                record -> index.remember(StatementRecords.key(record), StatementRecords.known(record)));
        checkpoints.readAll();
        readTroubles();
        LOG.atInfo().addKeyValue("tenant", kafka.tenant())
                .log("The reader took over with {} known statements and {} open troubles in {} ms", index.size(),
                        open.size(), Duration.between(begun, clock.instant()).toMillis());
    }

    /** What cannot be read is read from AFAS and published anew, as if it were not there. */
    private <V extends SpecificRecord> void read(Topic topic, Class<V> type, java.util.function.Consumer<V> handler) {
        kafka.readToEnd(topic, consumed -> {
            try {
                if (consumed.value() != null) {
                    handler.accept(kafka.read(consumed, type));
                }
            } catch (UnreadableRecord e) {
                skipped(consumed);
            }
        });
    }

    private void readTroubles() {
        OpenDeadLetters found = new OpenDeadLetters(kafka, Stage.READ);
        found.readAll();
        open = found;
    }

    private static void skipped(ConsumerRecord<String, byte[]> consumed) {
        LOG.atWarn().addKeyValue("topic", consumed.topic()).log("The record at offset {} cannot be read",
                consumed.offset());
    }

    private static String positionName(String reading) {
        return StatementRecords.AFAS + "/" + reading;
    }

    private static RecordKey key(String trouble) {
        return RecordKey.whole(StatementRecords.AFAS, RecordKind.REFERENCE, TROUBLES + trouble);
    }

    @Override
    public void close() {
        producer.close();
    }
}
