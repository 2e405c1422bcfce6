package com.twinafas.notifier.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.twinafas.notifier.cause.OpenLetters;
import com.twinafas.notifier.cause.StagedCause;
import com.twinafas.schemas.avro.Notice;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/**
 * One cause in a message.
 *
 * @param records how many records it holds up
 * @param groups  those whose number is known, by office and kind
 * @param others  references of the first ones whose number is not known: topic and offset
 */
public record Section(StagedCause cause, long records, List<Group> groups, List<String> others) {

    private static final int NUMBERS = 5;

    public Section {
        groups = List.copyOf(groups);
        others = List.copyOf(others);
    }

    /**
     * Records of one office and kind.
     *
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

    /** The section for a cause as it stands now. */
    public static Section of(Notice notice, OpenLetters letters) {
        StagedCause cause = StagedCause.of(notice);
        SortedSet<String> open = letters.of(cause.key());
        Map<Place, List<String>> numbers = new TreeMap<>(
                Comparator.comparing(Place::office).thenComparing(Place::kind));
        List<String> others = new ArrayList<>();
        Stream.concat(open.stream().map(Section::recordOf), notice.getExamples().stream()).forEach(
                reference -> key(reference).ifPresentOrElse(
                        key -> numbers.computeIfAbsent(new Place(key.office(), key.kind()), place -> new ArrayList<>())
                                .add(key.code()),
                        () -> others.add(reference)));
        List<Group> groups = numbers.entrySet().stream().map(entry -> new Group(entry.getKey().office(),
                entry.getKey().kind(), entry.getValue().size(), firstOf(entry.getValue()))).toList();
        return new Section(cause, open.size() + notice.getEvents(), groups, firstOf(others));
    }

    private record Place(String office, RecordKind kind) {
    }

    private static String recordOf(String letter) {
        int stage = letter.lastIndexOf('@');
        return stage < 0 ? letter : letter.substring(0, stage);
    }

    private static Optional<RecordKey> key(String reference) {
        try {
            return Optional.of(RecordKey.parse(reference));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> firstOf(List<String> references) {
        return references.subList(0, Math.min(NUMBERS, references.size()));
    }
}
