package com.twinafas.pipeline.deadletter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/**
 * What one cause holds up in one stage.
 *
 * @param byKind   how many records of each kind
 * @param firstAt  when the first of them failed
 * @param lastAt   when the last one did
 * @param attempts how often the one failed that failed most
 * @param records  the first ones
 */
public record CauseCount(Cause cause, String stage, Map<RecordKind, Long> byKind, Instant firstAt, Instant lastAt,
        int attempts, List<RecordKey> records) {

    public CauseCount {
        byKind = Collections.unmodifiableMap(byKind);
        records = List.copyOf(records);
    }

    /** How many records it holds up. */
    public long count() {
        return byKind.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The same for all dead letters of this cause in this stage. */
    public String key() {
        return cause.key() + "@" + stage;
    }

    /** Counts letters as they come. */
    public static final class Counter implements Consumer<Letter> {

        private final int most;
        private final Map<String, CauseCount> counts = new HashMap<>();
        private final Map<String, List<RecordKey>> records = new HashMap<>();

        /** @param most records named of each cause */
        public Counter(int most) {
            this.most = most;
        }

        @Override
        public void accept(Letter letter) {
            Map<RecordKind, Long> one = new EnumMap<>(Map.of(letter.key().kind(), 1L));
            List<RecordKey> named = records.computeIfAbsent(letter.causeKey(), any -> new ArrayList<>());
            if (named.size() < most) {
                named.add(letter.key());
            }
            counts.merge(letter.causeKey(), new CauseCount(letter.cause(), letter.stage(), one, letter.firstAt(),
                    letter.lastAt(), letter.attempts(), List.of()), CauseCount::and);
        }

        /** What was counted, what holds up most first. */
        public List<CauseCount> counts() {
            return counts.values().stream()
                    .map(count -> new CauseCount(count.cause, count.stage, count.byKind, count.firstAt, count.lastAt,
                            count.attempts, records.getOrDefault(count.key(), List.of())))
                    .sorted(Comparator.comparingLong(CauseCount::count).reversed().thenComparing(CauseCount::key))
                    .toList();
        }
    }

    private CauseCount and(CauseCount more) {
        Map<RecordKind, Long> both = new EnumMap<>(byKind);
        more.byKind.forEach((kind, count) -> both.merge(kind, count, Long::sum));
        return new CauseCount(cause, stage, both, firstAt.isBefore(more.firstAt) ? firstAt : more.firstAt,
                lastAt.isAfter(more.lastAt) ? lastAt : more.lastAt, Math.max(attempts, more.attempts), List.of());
    }
}
