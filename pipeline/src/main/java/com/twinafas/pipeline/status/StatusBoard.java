package com.twinafas.pipeline.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.deadletter.HeldRecords;
import com.twinafas.schemas.avro.Delivery;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/**
 * Where every record stands, by its key; no content is kept. Fed by one thread in the order of the topics, asked by
 * any.
 */
public final class StatusBoard {

    private static final int EXAMPLES = 5;

    private final Standings standings = new Standings();
    private final Map<RecordKind, Map<RecordState, Long>> counts = new EnumMap<>(RecordKind.class);
    private final Map<RecordKind, Long> read = new EnumMap<>(RecordKind.class);
    private final HeldRecords<StagedCause> held = new HeldRecords<>();

    private final OrderStatuses orders = new OrderStatuses();

    private record StagedCause(Cause cause, String stage) {

        boolean isDoubt() {
            return cause.code() == FailureCode.IN_DOUBT;
        }

        @Override
        public String toString() {
            return cause.key() + "@" + stage;
        }
    }

    /** What a cause holds up, as far as it is counted. */
    private static final class Count {
        private final Map<RecordKind, Long> byKind = new EnumMap<>(RecordKind.class);
        private final SortedSet<String> examples = new TreeSet<>();

        void add(RecordKey record) {
            byKind.merge(record.kind(), 1L, Long::sum);
            examples.add(record.toString());
            if (examples.size() > EXAMPLES) {
                examples.removeLast();
            }
        }
    }

    /** A record was read. */
    public synchronized void read(RecordKey key, long revision) {
        change(key, standing -> {
            if (standing.raw() == null) {
                read.merge(key.kind(), 1L, Long::sum);
            }
            return standing.read(revision);
        });
    }

    /** A step of a record's story; only what the mapper says counts here. */
    public synchronized void step(RecordKey key, String step, @Nullable Long revision) {
        mapping(step).ifPresent(mapping -> change(key, standing -> standing.mapped(mapping, revision)));
    }

    /** What AFAS has of a record. */
    public synchronized void delivery(RecordKey key, Delivery delivery) {
        change(key, standing -> standing.delivered(delivery.getRevision(), delivery.getOutcome(),
                delivery.getIntent() != null));
        String order = delivery.getAfasKeys().get("OrNu");
        if (order != null) {
            orders.delivered(key.kind(), order);
        }
    }

    /**
     * What AFAS says of an order.
     *
     * @param status as the tenant calls it; null when AFAS says none
     */
    public synchronized void orderStatus(String orderNumber, @Nullable String status, boolean gone) {
        orders.said(orderNumber, status, gone);
    }

    /** A dead letter stands open. */
    public synchronized void opened(RecordKey key, String stage, Cause cause) {
        closed(key, stage);
        StagedCause staged = new StagedCause(cause, stage);
        held.hold(letter(key, stage), staged);
        change(key, standing -> standing.opened(staged.isDoubt()));
    }

    /** A record went on, or was discarded. */
    public synchronized void closed(RecordKey key, String stage) {
        StagedCause cause = held.release(letter(key, stage));
        if (cause != null) {
            change(key, standing -> standing.closed(cause.isDoubt()));
        }
    }

    /** The counts of this moment. */
    public synchronized Status status(String tenant, Instant at, boolean complete) {
        Map<RecordKind, Status.Flow> flows = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : RecordKind.values()) {
            if (kind != RecordKind.REFERENCE) {
                Map<RecordState, Long> states = new EnumMap<>(RecordState.class);
                for (RecordState state : RecordState.values()) {
                    states.put(state, counts.getOrDefault(kind, Map.of()).getOrDefault(state, 0L));
                }
                flows.put(kind, new Status.Flow(read.getOrDefault(kind, 0L), states, orders.counts(kind)));
            }
        }
        Map<StagedCause, Count> counted = new TreeMap<>(Comparator.comparing(StagedCause::toString));
        held.forEach((letter, cause) -> counted.computeIfAbsent(cause, any -> new Count()).add(record(letter)));
        List<Status.HeldBy> causes = new ArrayList<>();
        counted.forEach((cause, count) -> causes.add(
                new Status.HeldBy(cause.cause(), cause.stage(), count.byKind, List.copyOf(count.examples))));
        causes.sort(Comparator.comparingLong(Status.HeldBy::records).reversed());
        return new Status(tenant, at, complete, flows, read.getOrDefault(RecordKind.REFERENCE, 0L), causes);
    }

    private void change(RecordKey key, UnaryOperator<Standing> change) {
        Standing before = standings.get(key);
        Standing after = change.apply(before);
        standings.put(key, after);
        before.state().ifPresent(state -> count(key.kind(), state, -1));
        after.state().ifPresent(state -> count(key.kind(), state, 1));
    }

    private void count(RecordKind kind, RecordState state, long difference) {
        counts.computeIfAbsent(kind, any -> new EnumMap<>(RecordState.class)).merge(state, difference, Long::sum);
    }

    private static String letter(RecordKey key, String stage) {
        return key + "@" + stage;
    }

    private static RecordKey record(String letter) {
        return RecordKey.parse(letter.substring(0, letter.lastIndexOf('@')));
    }

    private static Optional<Standing.Mapping> mapping(String step) {
        return switch (step) {
            case "waiting" -> Optional.of(Standing.Mapping.WAITING);
            case "mapped" -> Optional.of(Standing.Mapping.MAPPED);
            case "split" -> Optional.of(Standing.Mapping.SPLIT);
            case "ignored" -> Optional.of(Standing.Mapping.IGNORED);
            default -> Optional.empty();
        };
    }
}
