package com.twinafas.notifier.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

import com.twinafas.notifier.cause.OpenLetters;
import com.twinafas.notifier.cause.StagedCause;
import com.twinafas.schemas.avro.Notice;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/**
 * One cause in a message.
 *
 * @param since   when it was first seen
 * @param until   when it was over; null while it is not
 * @param records how many records it holds up; 0 when it is over, or holds up no record but a whole line
 * @param seen    how many records it held up since it was first seen
 * @param groups  those whose number is known, by office and kind
 * @param others  references of the first ones whose number is not known: topic and offset
 */
public record Section(StagedCause cause, State state, Instant since, @Nullable Instant until, long records, long seen,
        List<Group> groups, List<String> others) {

    private static final int NUMBERS = 5;

    public Section {
        groups = List.copyOf(groups);
        others = List.copyOf(others);
    }

    /**
     * Records of one office and kind.
     *
     * @param count   0 when it is no record but the whole kind
     * @param numbers of the first ones
     */
    public record Group(String office, RecordKind kind, int count, List<String> numbers) {

        public Group {
            numbers = List.copyOf(numbers);
        }

        /** How many are not among the numbers. */
        public int more() {
            return count - numbers.size();
        }
    }

    /**
     * The section for a cause as it stands now.
     *
     * @param known whether the reader was told of it before
     */
    public static Section of(Notice notice, OpenLetters letters, boolean known) {
        StagedCause cause = StagedCause.of(notice);
        if (notice.getSolvedAt() != null) {
            return new Section(cause, State.SOLVED, notice.getFirstSeenAt(), notice.getSolvedAt(), 0,
                    notice.getRecords(), List.of(), List.of());
        }
        Tally tally = new Tally();
        letters.of(cause.key()).map(OpenLetters::recordOf).forEach(tally::add);
        long open = tally.records;
        notice.getExamples().forEach(tally::add);
        return new Section(cause, known ? State.OPEN : State.NEW, notice.getFirstSeenAt(), null,
                open + notice.getEvents(), notice.getRecords(), tally.groups(), tally.others);
    }

    private record Place(String office, RecordKind kind) {
    }

    /** References as they are counted, of which only the first ones are kept. */
    private static final class Tally {

        private final SortedMap<Place, Integer> counts = new TreeMap<>(
                Comparator.comparing(Place::office).thenComparing(Place::kind));
        private final Map<Place, SortedSet<String>> numbers = new HashMap<>();
        private final List<String> others = new ArrayList<>();
        private long records;

        void add(String reference) {
            Optional<RecordKey> key = OpenLetters.key(reference);
            if (key.isPresent() && !key.get().isRecord()) {
                addWhole(key.get());
                return;
            }
            records++;
            key.ifPresentOrElse(this::add, () -> {
                if (others.size() < NUMBERS) {
                    others.add(reference);
                }
            });
        }

        private void addWhole(RecordKey key) {
            if (key.kind() != RecordKind.REFERENCE) {
                counts.putIfAbsent(new Place(key.office(), key.kind()), 0);
            }
        }

        private void add(RecordKey key) {
            Place place = new Place(key.office(), key.kind());
            counts.merge(place, 1, Integer::sum);
            SortedSet<String> first = numbers.computeIfAbsent(place, any -> new TreeSet<>());
            first.add(key.code());
            if (first.size() > NUMBERS) {
                first.removeLast();
            }
        }

        List<Group> groups() {
            return counts.entrySet().stream().map(entry -> new Group(entry.getKey().office(), entry.getKey().kind(),
                    entry.getValue(), List.copyOf(numbers.getOrDefault(entry.getKey(), new TreeSet<>())))).toList();
        }
    }
}
