package com.twinafas.writer.ownership;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.activity.Activities;
import com.twinafas.pipeline.deadletter.DeadLetters;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.DeadLetter;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Ledger;
import com.twinafas.writer.delivery.OwnershipLost;
import com.twinafas.writer.delivery.Step;
import com.twinafas.writer.delivery.Update.Position;
import com.twinafas.writer.delivery.Version;
import com.twinafas.writer.line.LineWatch;

/**
 * The ledger on Kafka. Deliveries, dead letters, activity and offsets go through one transactional producer, whose name
 * is the fence; one thread commits what is pending in groups. When that fails, for whatever reason, this ledger is
 * closed for good: what is not known to be committed counts as not committed, and a new one reads what really is.
 */
final class KafkaLedger implements Ledger, LineWatch, AutoCloseable {

    /** The line itself, where a dead letter needs a record. */
    static final RecordKey LINE = new RecordKey("afas", RecordKind.REFERENCE, "line/afas");

    private static final Logger log = LoggerFactory.getLogger(KafkaLedger.class);
    private static final int LARGEST_GROUP = 1000;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration REGISTRY_RETRY = Duration.ofMillis(500);

    private final TenantKafka kafka;
    private final Producer<String, byte[]> producer;
    private final ConsumerGroupMetadata group;
    private final OpenOffsets offsets;
    private final DeadLetters letters;
    private final Activities activities;
    private final PayloadCipher cipher;
    private final Timer commits;
    private final Map<String, byte[]> deliveries = new ConcurrentHashMap<>();
    private final Map<String, DeadLetter> open = new ConcurrentHashMap<>();
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("writer-ledger").daemon().unstarted(this::commitGroups);
    private volatile boolean closed;

    private record Pending(List<ProducerRecord<String, byte[]>> records, @Nullable Position done,
            CompletableFuture<Void> committed) {
    }

    /**
     * Fences every other writer, then reads what is committed.
     *
     * @param group whose offsets are kept; without member and generation: the fence is the producer's name, which no
     *              rebalance changes
     */
    KafkaLedger(TenantKafka kafka, ConsumerGroupMetadata group, OpenOffsets offsets, PayloadCipher cipher,
            InstantSource clock, MeterRegistry meters) {
        this.kafka = kafka;
        this.offsets = offsets;
        this.group = group;
        this.cipher = cipher;
        this.letters = new DeadLetters(kafka, clock, Stage.WRITE);
        this.activities = new Activities(kafka, clock, Stage.WRITE);
        this.commits = meters.timer("twinafas.writer.commit");
        this.producer = kafka.transactionalProducer("writer");
        try {
            producer.initTransactions();
            kafka.readToEnd(Topic.DELIVERY, this::readDelivery);
            kafka.readToEnd(Topic.DEAD_LETTER, this::readDeadLetter);
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        thread.start();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Delivery delivery(RecordKey key) {
        byte[] value = deliveries.get(key.toString());
        return value == null ? Delivery.none(key) : read(key.toString(), value);
    }

    @Override
    public @Nullable Long refusedRevision(RecordKey key) {
        DeadLetter letter = open.get(letters.stateKey(key));
        return letter == null ? null : letter.getRevision();
    }

    boolean hasDeadLetter(RecordKey key) {
        return open.containsKey(letters.stateKey(key));
    }

    @Override
    public boolean isLinkedByAnother(String debtor, RecordKey customer) {
        String kind = "/" + RecordKind.CUSTOMER.wireName() + "/";
        return deliveries.entrySet().stream()
                .filter(entry -> entry.getKey().contains(kind) && !entry.getKey().equals(customer.toString()))
                .map(entry -> read(entry.getKey(), entry.getValue()))
                .anyMatch(delivery -> delivery.key().kind() == RecordKind.CUSTOMER
                        && debtor.equals(delivery.afas("DbId")));
    }

    @Override
    public void commit(Entry entry) {
        Entry.Conclusion conclusion = entry.conclusion();
        commit(records(entry), conclusion == null ? null : conclusion.update().position());
    }

    /** A record that cannot be read: done with, and on the dead-letter topic. */
    void commitUnreadable(Position position) {
        commit(List.of(letters.unreadable(position.topic(), offsets.record(position))), position);
    }

    /** A record whose envelope can be read and whose payload cannot. */
    void commitUnreadable(Position position, RecordKey key, long revision, Cause cause) {
        commit(letters.of(position.topic(), offsets.record(position), key, revision, cause,
                open.get(letters.stateKey(key))), position);
    }

    @Override
    public void stopped(Cause cause) {
        tell(letters.state(LINE, null, null, cause, open.get(letters.stateKey(LINE))));
    }

    @Override
    public void resumed() {
        tell(letters.closed(LINE));
    }

    /** Nothing is committed any more; who waits gets {@link OwnershipLost}. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ZERO);
    }

    private void tell(ProducerRecord<String, byte[]> letter) {
        try {
            commit(List.of(letter), null);
        } catch (OwnershipLost e) {
            log.debug("The state of the line is the new owner's to tell");
        }
    }

    private void commit(List<ProducerRecord<String, byte[]>> records, @Nullable Position done) {
        Pending pending = new Pending(records, done, new CompletableFuture<>());
        queue.add(pending);
        if (closed) {
            failAll(List.of(pending));
        }
        try {
            pending.committed().join();
        } catch (CompletionException e) {
            throw new OwnershipLost();
        }
    }

    private List<ProducerRecord<String, byte[]>> records(Entry entry) {
        while (true) {
            try {
                return serialized(entry);
            } catch (RetriableException e) {
                log.warn("The schema registry does not answer: {}", e.getClass().getSimpleName());
                LockSupport.parkNanos(REGISTRY_RETRY.toNanos());
                if (closed) {
                    throw new OwnershipLost();
                }
            }
        }
    }

    private List<ProducerRecord<String, byte[]>> serialized(Entry entry) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (Delivery delivery : entry.deliveries()) {
            records.add(kafka.record(Topic.DELIVERY, delivery.key().toString(), DeliveryRecords.toAvro(delivery)));
            if (endsDeadLetter(delivery)) {
                records.add(letters.closed(delivery.key()));
            }
        }
        for (Step step : entry.steps()) {
            records.add(activities.step(step.key(), step.name(), step.revision(), step.details(), sealed(step)));
        }
        Entry.Conclusion conclusion = entry.conclusion();
        if (conclusion != null && conclusion.cause() != null) {
            Position position = conclusion.update().position();
            RecordKey key = conclusion.update().key();
            records.addAll(letters.of(position.topic(), offsets.record(position), key,
                    conclusion.update().version().revision(), conclusion.cause(), open.get(letters.stateKey(key))));
        }
        return records;
    }

    private PayloadCipher.@Nullable Sealed sealed(Step step) {
        Step.Content content = step.content();
        return content == null
                ? null
                : cipher.seal(content.owner(), content.text().getBytes(StandardCharsets.UTF_8));
    }

    /** A record that AFAS has, in the state a person was asked about or a newer one, needs nobody any more. */
    private boolean endsDeadLetter(Delivery delivery) {
        DeadLetter letter = open.get(letters.stateKey(delivery.key()));
        Version version = delivery.version();
        if (letter == null || version == null || delivery.intent() != null || delivery.outcome() == Outcome.REFUSED
                || delivery.outcome() == Outcome.IN_DOUBT) {
            return false;
        }
        return letter.getRevision() == null || letter.getRevision() <= version.revision();
    }

    private void commitGroups() {
        try {
            while (!closed) {
                Pending first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                List<Pending> pending = new ArrayList<>();
                if (first != null) {
                    pending.add(first);
                    queue.drainTo(pending, LARGEST_GROUP);
                }
                commitGroup(pending);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
            List<Pending> rest = new ArrayList<>();
            queue.drainTo(rest);
            failAll(rest);
        }
    }

    private void commitGroup(List<Pending> pending) {
        Map<Topic, Long> moved = offsets
                .done(pending.stream().map(Pending::done).filter(done -> done != null).toList());
        if (pending.isEmpty() && moved.isEmpty()) {
            return;
        }
        try {
            commits.record(() -> commit(pending, moved));
        } catch (KafkaException | IllegalStateException e) {
            log.warn("The ledger is closed, what is open is left to the next owner: {}", e.getClass().getSimpleName());
            closed = true;
            failAll(pending);
            return;
        }
        pending.forEach(one -> one.records().forEach(this::apply));
        pending.forEach(one -> one.committed().complete(null));
    }

    private void commit(List<Pending> pending, Map<Topic, Long> moved) {
        producer.beginTransaction();
        pending.forEach(one -> one.records().forEach(record -> {
            // The commit fails when the sending of any of them does.
            Future<RecordMetadata> _ = producer.send(record);
        }));
        if (!moved.isEmpty()) {
            producer.sendOffsetsToTransaction(moved.entrySet().stream().collect(Collectors.toMap(
                    entry -> kafka.partition(entry.getKey()), entry -> new OffsetAndMetadata(entry.getValue()))),
                    group);
        }
        producer.commitTransaction();
    }

    private void apply(ProducerRecord<String, byte[]> record) {
        if (record.topic().equals(kafka.name(Topic.DELIVERY))) {
            deliveries.put(record.key(), record.value());
        } else if (record.topic().equals(kafka.name(Topic.DEAD_LETTER))) {
            keepDeadLetter(record.topic(), record.key(), record.value());
        }
    }

    private void readDelivery(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            deliveries.remove(record.key());
        } else {
            deliveries.put(record.key(), record.value());
        }
    }

    private void readDeadLetter(ConsumerRecord<String, byte[]> record) {
        if (record.key().endsWith("@" + Stage.WRITE.wireName())) {
            keepDeadLetter(record.topic(), record.key(), record.value());
        }
    }

    private void keepDeadLetter(String topic, String key, byte @Nullable [] value) {
        if (value == null) {
            open.remove(key);
            return;
        }
        try {
            open.put(key, kafka.read(new ConsumerRecord<>(topic, 0, 0, key, value), DeadLetter.class));
        } catch (UnreadableRecord e) {
            log.warn("The open dead letter of {} cannot be read", key);
        }
    }

    private Delivery read(String key, byte[] value) {
        try {
            return DeliveryRecords.toDelivery(kafka.read(
                    new ConsumerRecord<>(kafka.name(Topic.DELIVERY), 0, 0, key, value),
                    com.twinafas.schemas.avro.Delivery.class));
        } catch (UnreadableRecord e) {
            // Never taken for a record that AFAS does not have.
            throw new IllegalStateException("The delivery of " + key + " cannot be read", e);
        }
    }

    private static void failAll(List<Pending> pending) {
        pending.forEach(one -> one.committed().completeExceptionally(new OwnershipLost()));
    }
}
