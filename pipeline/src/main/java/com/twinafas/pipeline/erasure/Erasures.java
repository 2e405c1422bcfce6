package com.twinafas.pipeline.erasure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.avro.Erasure;
import com.twinafas.schemas.key.RecordKey;

/** The erasures of a tenant. What is asked stands on topic {@code keys} for ever; the poller carries it out. */
public final class Erasures {

    private static final Duration LOOK = Duration.ofMillis(300);

    private final TenantKafka kafka;
    private final KeyRing keys;
    private final InstantSource clock;

    public Erasures(TenantKafka kafka, KeyRing keys, InstantSource clock) {
        this.kafka = kafka;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * An erasure as it stands.
     *
     * @param by          who asked for it
     * @param also        whose keys go with the customer's: the debtor in AFAS, transactions of several customers
     * @param destroyedAt since when no process can read the keys; null until then
     * @param goneAt      since when the broker's log does not hold them either; null until then
     */
    public record State(RecordKey customer, String by, @Nullable String reason, Instant requestedAt,
            List<String> also, @Nullable Instant destroyedAt, @Nullable Instant goneAt) {
    }

    /**
     * Asks that a customer is erased. It cannot be taken back.
     *
     * @param by     who asks
     * @param reason why, without personal data; null for none
     * @return how it stands; empty when nothing is known of such a customer
     */
    public Optional<State> request(RecordKey customer, String by, @Nullable String reason) {
        keys.refresh();
        Optional<State> before = find(customer);
        if (before.isPresent() || !keys.knows(customer)) {
            return before;
        }
        Erasure erasure = Erasure.newBuilder().setRequestedBy(by).setReason(reason).setRequestedAt(clock.instant())
                .build();
        try (Producer<String, byte[]> producer = kafka.producer()) {
            producer.send(keys.record(customer, erasure)).get();
        } catch (ExecutionException e) {
            throw new KafkaException("The erasure could not be asked for", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Stopped while an erasure was asked for", e);
        }
        keys.refresh();
        return find(customer);
    }

    /** How it stands when it is done, or after so long. */
    public Optional<State> await(RecordKey customer, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<State> state = find(customer);
        while (state.isPresent() && state.get().goneAt() == null && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK.toNanos());
            keys.refresh();
            state = find(customer);
        }
        return state;
    }

    /** All of them, the first one first. */
    public List<State> all() {
        keys.refresh();
        return keys.erasures().keySet().stream().map(this::find).flatMap(Optional::stream).toList();
    }

    private Optional<State> find(RecordKey customer) {
        return Optional.ofNullable(keys.erasures().get(customer))
                .map(erasure -> new State(customer, erasure.getRequestedBy(), erasure.getReason(),
                        Objects.requireNonNull(erasure.getRequestedAt()), List.copyOf(erasure.getAlso()),
                        erasure.getDestroyedAt(), erasure.getGoneAt()));
    }
}
