package com.twinafas.writer.ownership;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
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
import com.twinafas.pipeline.deadletter.OpenDeadLetter;
import com.twinafas.pipeline.deadletter.OpenDeadLetters;
import com.twinafas.pipeline.encryption.ContentErased;
import com.twinafas.pipeline.encryption.ContentUnreadable;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.tracing.Span;
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
import com.twinafas.writer.offer.Troubles;

/**
 * The ledger on Kafka. Deliveries, dead letters, activity and offsets go through one transactional producer, whose name
 * is the fence; one thread commits what is pending in groups. When that fails, for whatever reason, this ledger is
 * closed for good: what is not known to be committed counts as not committed, and a new one reads what really is.
 */
final class KafkaLedger implements Ledger, LineWatch, Troubles, AutoCloseable {

    private static final String AFAS = "afas";
    /** The line itself, where a dead letter needs a record. */
    static final RecordKey LINE = RecordKey.whole(AFAS, RecordKind.REFERENCE, "line");

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
    private final Deliveries deliveries;
    private final OpenDeadLetters open;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("writer-ledger").daemon().unstarted(this::commitGroups);
    private volatile boolean closed;

    private record Pending(List<ProducerRecord<String, byte[]>> records, @Nullable Position done,
            CompletableFuture<Void> committed) {
    }

    /** @param stands where, once it is committed */
    private record Sent(ProducerRecord<String, byte[]> record, Future<RecordMetadata> stands) {
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
        this.open = new OpenDeadLetters(kafka, Stage.WRITE);
        this.deliveries = new Deliveries(kafka, cipher);
        this.producer = kafka.transactionalProducer("writer");
        try {
            producer.initTransactions();
            deliveries.readAll();
            open.readAll();
        } catch (RuntimeException e) {
            deliveries.close();
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
        return readingBack(() -> deliveries.get(key));
    }

    /**
     * A replay of what was delivered from the very same state, by the same settings, with the same customer. Nothing of
     * the record may wait for a person.
     */
    boolean isDone(RecordKey key, Version version) {
        return !open.contains(key) && deliveries.isDone(key, version);
    }

    @Override
    public @Nullable Long refusedRevision(RecordKey key) {
        OpenDeadLetter letter = open.get(key);
        return letter == null ? null : letter.revision();
    }

    boolean hasDeadLetter(RecordKey key) {
        return open.contains(key);
    }

    @Override
    public boolean isLinkedByAnother(String debtor, RecordKey customer) {
        return readingBack(() -> deliveries.isLinkedByAnother(debtor, customer));
    }

    @Override
    public void commit(Entry entry) {
        Entry.Conclusion conclusion = entry.conclusion();
        try (Span span = Span.current().child("commit")) {
            if (!entry.steps().isEmpty()) {
                span.with("step", entry.steps().getLast().name());
            }
            commit(records(entry), conclusion == null ? null : conclusion.update().position());
        }
    }

    /** A record that cannot be read: done with, and on the dead-letter topic. */
    void commitUnreadable(Position position) {
        commit(List.of(letters.unreadable(position.topic(), offsets.record(position))), position);
    }

    /** A record whose envelope can be read and whose payload cannot. */
    void commitUnreadable(Position position, RecordKey key, long revision, Cause cause) {
        commit(letters.of(position.topic(), offsets.record(position), key, revision, cause,
                open.get(key)), position);
    }

    @Override
    public void stopped(Cause cause) {
        tell(letters.state(LINE, null, null, cause, open.get(LINE)));
    }

    @Override
    public void resumed() {
        tell(letters.closed(LINE));
    }

    @Override
    public void are(String kind, Map<String, Cause> troubles) {
        Map<RecordKey, Cause> now = new LinkedHashMap<>();
        troubles.forEach((name, cause) -> now.put(RecordKey.whole(AFAS, RecordKind.REFERENCE, name), cause));
        String beginning = RecordKey.whole(AFAS, RecordKind.REFERENCE, kind).code();
        open.keys(AFAS, RecordKind.REFERENCE).stream()
                .filter(key -> key.code().startsWith(beginning) && !now.containsKey(key))
                .forEach(key -> tell(letters.closed(key)));
        now.forEach((key, cause) -> {
            if (!open.says(key, null, cause)) {
                tell(letters.state(key, null, null, cause, open.get(key)));
            }
        });
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
        deliveries.close();
        producer.close(Duration.ZERO);
    }

    /** What cannot be read back is not known, and neither is what may be sent then. */
    private <T> T readingBack(Supplier<T> read) {
        try {
            return read.get();
        } catch (KafkaException e) {
            log.warn("The ledger is closed, deliveries cannot be read back: {}", e.getClass().getSimpleName());
            closed = true;
            throw new OwnershipLost();
        }
    }

    private void tell(ProducerRecord<String, byte[]> letter) {
        try {
            commit(List.of(letter), null);
        } catch (OwnershipLost e) {
            log.debug("What people are told of AFAS is the new owner's to tell");
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
            records.add(kafka.record(Topic.DELIVERY, delivery.key().toString(),
                    DeliveryRecords.toAvro(delivery, cipher)));
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
                    conclusion.update().version().revision(), conclusion.cause(), open.get(key)));
        }
        return records;
    }

    private PayloadCipher.@Nullable Sealed sealed(Step step) {
        Step.Content content = step.content();
        try {
            return content == null
                    ? null
                    : cipher.seal(content.owner(), content.text().getBytes(StandardCharsets.UTF_8));
        } catch (ContentErased | ContentUnreadable e) {
            // What nobody may read any more is not kept; that it was said is.
            return null;
        }
    }

    /** A record that AFAS has, in the state a person was asked about or a newer one, needs nobody any more. */
    private boolean endsDeadLetter(Delivery delivery) {
        OpenDeadLetter letter = open.get(delivery.key());
        Version version = delivery.version();
        if (letter == null || version == null || delivery.intent() != null || delivery.outcome() == Outcome.NONE
                || delivery.outcome() == Outcome.REFUSED || delivery.outcome() == Outcome.IN_DOUBT) {
            return false;
        }
        return letter.revision() == null || letter.revision() <= version.revision();
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
            List<Sent> sent = Objects.requireNonNull(commits.record(() -> commit(pending, moved)));
            sent.forEach(this::apply);
        } catch (KafkaException | IllegalStateException e) {
            log.warn("The ledger is closed, what is open is left to the next owner: {}", e.getClass().getSimpleName());
            closed = true;
            failAll(pending);
            return;
        }
        pending.forEach(one -> one.committed().complete(null));
    }

    private List<Sent> commit(List<Pending> pending, Map<Topic, Long> moved) {
        producer.beginTransaction();
        // The commit fails when the sending of any of them does.
        List<Sent> sent = pending.stream().flatMap(one -> one.records().stream())
                .map(record -> new Sent(record, producer.send(record))).toList();
        if (!moved.isEmpty()) {
            producer.sendOffsetsToTransaction(moved.entrySet().stream().collect(Collectors.toMap(
                    entry -> kafka.partition(entry.getKey()), entry -> new OffsetAndMetadata(entry.getValue()))),
                    group);
        }
        producer.commitTransaction();
        return sent;
    }

    private void apply(Sent sent) {
        ProducerRecord<String, byte[]> record = sent.record();
        if (record.topic().equals(kafka.name(Topic.DELIVERY))) {
            RecordMetadata stands = sent.stands().resultNow();
            if (!stands.hasOffset()) {
                throw new KafkaException("The broker does not say where a delivery stands");
            }
            deliveries.committed(record.key(), record.value(), stands.offset());
        } else {
            open.committed(record);
        }
    }

    private static void failAll(List<Pending> pending) {
        pending.forEach(one -> one.committed().completeExceptionally(new OwnershipLost()));
    }
}
