package com.twinafas.poller.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.activity.Activities;
import com.twinafas.pipeline.checkpoint.Checkpoints;
import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.pipeline.deadletter.DeadLetters;
import com.twinafas.pipeline.deadletter.OpenDeadLetters;
import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.encryption.NewKeys;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.FencedProducer;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.table.Fingerprint;
import com.twinafas.pipeline.tracing.Span;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.poller.archive.Archive;
import com.twinafas.poller.archive.Batch;
import com.twinafas.poller.archive.Change;
import com.twinafas.poller.archive.Known;
import com.twinafas.poller.archive.PublishFailure;
import com.twinafas.poller.archive.RecordIndex;
import com.twinafas.poller.archive.RecordState;
import com.twinafas.poller.archive.Sighting;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.avro.RawState;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/**
 * The archive on the raw topics. Every step is one transaction of one fenced producer: raw records, dead letters,
 * activity and checkpoint together or not at all. Opening it ends whatever another poller had open and reads what is
 * known, so that it begins where the last committed step ended.
 */
public final class KafkaArchive implements Archive, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaArchive.class);
    private static final String TRANSACTIONAL_ID = "poller";
    private static final int RECORDS_OF_A_TRANSACTION = 500;
    /** Kafka's own limit of a message is 1 MiB; the envelope needs a part of it. */
    private static final int LARGEST_PAYLOAD = 1_000_000;

    /** A position that does not move is told again so often: then it is known that somebody polls. */
    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(5);

    private final Map<String, Instant> toldAt = new HashMap<>();
    private final Map<String, Instant> polledAt = new ConcurrentHashMap<>();
    private final TenantKafka kafka;
    private final KeyRing keys;
    private final NewKeys newKeys;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Tracing tracing;
    private final DeadLetters deadLetters;
    private final Activities activities;
    private final Checkpoints checkpoints;
    private final FencedProducer producer;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final RecordIndex index = new RecordIndex();
    private final OpenDeadLetters open;
    private final Erasing erasing;

    private KafkaArchive(TenantKafka kafka, KeyRing keys, InstantSource clock, MeterRegistry metrics,
            Tracing tracing) {
        this.kafka = kafka;
        this.keys = keys;
        this.newKeys = keys.newKeys();
        this.clock = clock;
        this.metrics = metrics;
        this.tracing = tracing;
        this.deadLetters = new DeadLetters(kafka, clock, Stage.POLL);
        this.open = new OpenDeadLetters(kafka, Stage.POLL);
        this.activities = new Activities(kafka, clock, Stage.POLL);
        this.checkpoints = new Checkpoints(kafka, clock);
        this.erasing = new Erasing(kafka, keys, activities, clock);
        this.producer = FencedProducer.open(kafka, TRANSACTIONAL_ID);
    }

    /** Takes the archive over from whoever had it. */
    public static KafkaArchive open(TenantKafka kafka, KeyRing keys, InstantSource clock,
            MeterRegistry metrics, Tracing tracing) {
        KafkaArchive archive = new KafkaArchive(kafka, keys, clock, metrics, tracing);
        try {
            archive.readAll();
            archive.rewrapKeys();
            return archive;
        } catch (RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    /** Whether another poller has taken over or the producer cannot go on: nothing is published here any more. */
    public boolean isLost() {
        return producer.isLost();
    }

    @Override
    public @Nullable Known known(RecordKey key) {
        return index.known(key);
    }

    @Override
    public List<RecordKey> present(String office, RecordKind kind, Predicate<RecordKey> wanted) {
        return index.present(office, kind, wanted);
    }

    @Override
    public int countPresent(String office, RecordKind kind) {
        return index.countPresent(office, kind);
    }

    @Override
    public Position position(String name) {
        return checkpoints.position(name);
    }

    /** When a scan of the office went well last, here or where the archive was before; empty when none ever did. */
    public Optional<Instant> lastPolled(String office) {
        return Stream.of(RecordKind.values()).map(kind -> office + "/" + kind.wireName())
                .flatMap(name -> Stream.of(polledAt.get(name), checkpoints.movedAt(name))).filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    @Override
    public void polled(String name) {
        polledAt.put(name, clock.instant());
        lock.lock();
        try {
            Instant told = toldAt.get(name);
            if (!isLost() && (told == null || !clock.instant().isBefore(told.plus(SIGN_OF_LIFE)))) {
                send(List.of(checkpoints.record(name, checkpoints.position(name))));
                toldAt.put(name, clock.instant());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Set<RecordKey> problems(String office, RecordKind kind) {
        return Set.copyOf(open.keys(office, kind));
    }

    /** How many problems are open. */
    public int problems() {
        return open.size();
    }

    @Override
    public void publish(Batch batch) {
        if (batch.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            if (isLost()) {
                throw new PublishFailure("Another poller has taken over", null);
            }
            List<Change> changes = new ArrayList<>(index.changes(keepable(batch), clock.instant()));
            changes.removeIf(change -> isTooLarge(change.sighting(), batch));
            for (int from = 0; from + RECORDS_OF_A_TRANSACTION < changes.size(); from += RECORDS_OF_A_TRANSACTION) {
                commit(changes.subList(from, from + RECORDS_OF_A_TRANSACTION), new Batch(batch.name()));
            }
            int last = changes.isEmpty()
                    ? 0
                    : (changes.size() - 1) / RECORDS_OF_A_TRANSACTION * RECORDS_OF_A_TRANSACTION;
            commit(changes.subList(last, changes.size()), batch);
        } finally {
            lock.unlock();
        }
    }

    /**
     * What may be kept of what was seen, under hashes that say nothing to whoever has no key. Of erased customers
     * nothing is; a document of theirs that was not there before is a person's to look after.
     */
    private List<Sighting> keepable(Batch batch) {
        List<Sighting> keepable = new ArrayList<>();
        for (Sighting sighting : batch.sightings()) {
            if (sighting.state() == RecordState.DELETED) {
                keepable.add(sighting);
                continue;
            }
            RecordKey key = sighting.key();
            Optional<RecordKey> erased = Stream.concat(sighting.customers().stream(), Stream.of(key))
                    .filter(keys::isErased).sorted(Comparator.comparing(RecordKey::toString)).findFirst();
            if (erased.isEmpty()) {
                keepable.add(sighting.hashed(newKeys.hash(sighting.owner(), sighting.hash())));
            } else if (key.kind() != RecordKind.CUSTOMER && index.known(key) == null) {
                batch.problem(key, Cause.of(FailureCode.CUSTOMER_ERASED, "customer", erased.get().code()));
            }
        }
        return keepable;
    }

    private static boolean isTooLarge(Sighting sighting, Batch batch) {
        if (sighting.text().getBytes(StandardCharsets.UTF_8).length <= LARGEST_PAYLOAD) {
            return false;
        }
        batch.problem(sighting.key(),
                Cause.of(FailureCode.RECORD_TOO_LARGE, "limit", LARGEST_PAYLOAD + " bytes"));
        return true;
    }

    private void commit(List<Change> changes, Batch rest) {
        Set<RecordKey> solved = rest.solved().stream()
                .filter(key -> open.contains(key) && !rest.problems().containsKey(key)).collect(Collectors.toSet());
        Position moved = rest.position();
        if (changes.isEmpty() && rest.problems().isEmpty() && solved.isEmpty()
                && (moved == null || moved.equals(checkpoints.position(rest.name())))) {
            return;
        }
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        List<Span> spans = new ArrayList<>();
        for (Change change : changes) {
            RecordKey key = change.sighting().key();
            Span span = tracing.begin("poll", change.sighting().readAt()).with("flow", key.kind().wireName())
                    .with("record", key);
            spans.add(span);
            ProducerRecord<String, byte[]> raw = raw(change);
            span.context().put(raw.headers());
            records.add(raw);
            records.add(activities.step(key, "published", change.revision(),
                    Map.of("state", change.sighting().state().name().toLowerCase(Locale.ROOT))));
        }
        rest.problems().forEach(
                (key, cause) -> records.add(deadLetters.state(key, null, null, cause, open.get(key))));
        solved.forEach(key -> records.add(deadLetters.closed(key)));
        if (moved != null) {
            records.add(checkpoints.record(rest.name(), moved));
        }
        records.addAll(0, newKeys.records());
        try {
            send(records);
        } catch (PublishFailure e) {
            spans.forEach(span -> span.failed("unpublished"));
            throw e;
        } finally {
            spans.forEach(Span::close);
        }
        newKeys.committed();
        changes.forEach(this::remember);
        records.forEach(open::committed);
        if (moved != null) {
            checkpoints.moved(rest.name(), moved);
            toldAt.put(rest.name(), clock.instant());
        }
    }

    /** Keeps what is no record of Twinfield's, as the only poller. */
    void keep(List<ProducerRecord<String, byte[]>> records) {
        lock.lock();
        try {
            if (isLost()) {
                throw new PublishFailure("Another poller has taken over", null);
            }
            send(records);
        } finally {
            lock.unlock();
        }
    }

    /** Destroys the keys of customers that are to be erased, and looks after it until they are gone. */
    public void erase() {
        lock.lock();
        try {
            List<ProducerRecord<String, byte[]>> records = isLost() ? List.of() : erasing.next();
            if (!records.isEmpty()) {
                producer.commit(records);
                keys.refresh();
            }
        } catch (KafkaException e) {
            LOG.atWarn().addKeyValue("tenant", kafka.tenant()).addKeyValue("error", e.getClass().getSimpleName())
                    .log("An erasure could not be carried on, trying again");
        } finally {
            lock.unlock();
        }
    }

    private void send(List<ProducerRecord<String, byte[]>> records) {
        try {
            producer.commit(records);
        } catch (KafkaException e) {
            throw new PublishFailure("Nothing could be published", e);
        }
    }

    private void remember(Change change) {
        index.remember(change);
        RecordKey key = change.sighting().key();
        metrics.counter("twinafas.poller.published", "office", key.office(), "kind", key.kind().wireName())
                .increment();
    }

    private ProducerRecord<String, byte[]> raw(Change change) {
        Sighting sighting = change.sighting();
        RecordKey key = sighting.key();
        PayloadCipher.Sealed sealed = sighting.state() == RecordState.DELETED
                ? new PayloadCipher.Sealed(null, ByteBuffer.allocate(0))
                : newKeys.seal(sighting.owner(), sighting.text().getBytes(StandardCharsets.UTF_8));
        return kafka.record(Topic.raw(key.kind()), key.toString(),
                RawRecord.newBuilder().setOffice(key.office()).setKind(key.kind().wireName()).setCode(key.code())
                        .setRevision(change.revision()).setHash(sighting.hash())
                        .setState(RawState.valueOf(sighting.state().name())).setPolledAt(sighting.readAt())
                        .setKeyId(sealed.keyId()).setPayload(sealed.payload()).build());
    }

    private void readAll() {
        Instant begun = clock.instant();
        keys.refresh();
        for (RecordKind kind : RecordKind.values()) {
            kafka.readToEnd(Topic.raw(kind), this::readRaw);
        }
        checkpoints.readAll();
        open.readAll();
        LOG.atInfo().addKeyValue("tenant", kafka.tenant())
                .log("The poller took over with {} known records and {} open problems in {} ms", index.size(),
                        open.size(), Duration.between(begun, clock.instant()).toMillis());
    }

    /** After the master key was changed. */
    private void rewrapKeys() {
        List<ProducerRecord<String, byte[]>> rewrapped = keys.rewrapped();
        if (rewrapped.isEmpty()) {
            return;
        }
        for (int from = 0; from < rewrapped.size(); from += RECORDS_OF_A_TRANSACTION) {
            producer.commit(rewrapped.subList(from, Math.min(rewrapped.size(), from + RECORDS_OF_A_TRANSACTION)));
        }
        LOG.atInfo().addKeyValue("tenant", kafka.tenant())
                .log("{} keys are encrypted under the current master key now; no earlier one is needed any more",
                        rewrapped.size());
    }

    private void readRaw(ConsumerRecord<String, byte[]> consumed) {
        if (consumed.value() == null) {
            return;
        }
        try {
            RawRecord raw = kafka.read(consumed, RawRecord.class);
            index.remember(RecordKey.parse(consumed.key()), new Known(Fingerprint.of(raw.getHash()), raw.getRevision(),
                    RecordState.valueOf(raw.getState().name()), raw.getPolledAt()));
        } catch (UnreadableRecord | IllegalArgumentException e) {
            skipped(consumed);
        }
    }

    /** What cannot be read is polled and published anew, as if it were not there. */
    private static void skipped(ConsumerRecord<String, byte[]> consumed) {
        LOG.atWarn().addKeyValue("topic", consumed.topic()).log("The record at offset {} cannot be read",
                consumed.offset());
    }

    @Override
    public void close() {
        producer.close();
    }
}
