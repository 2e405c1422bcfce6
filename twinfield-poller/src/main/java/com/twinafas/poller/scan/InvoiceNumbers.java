package com.twinafas.poller.scan;

import java.util.Arrays;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.twinafas.pipeline.checkpoint.Position;

/**
 * How far the numbers of one invoice type are read: the next one, the concepts that may still change, and the numbers
 * that did not exist although a higher one does.
 */
final class InvoiceNumbers {

    private static final int MOST_GAPS = 100;

    private final String type;
    private final NavigableSet<Long> concepts;
    private final NavigableSet<Long> gaps;
    private long next;

    private InvoiceNumbers(String type, long next, NavigableSet<Long> concepts, NavigableSet<Long> gaps) {
        this.type = type;
        this.next = next;
        this.concepts = concepts;
        this.gaps = gaps;
    }

    static InvoiceNumbers of(String type, Position position) {
        return new InvoiceNumbers(type, Long.parseLong(position.text("next." + type, "1")),
                numbers(position.text("concepts." + type, "")), numbers(position.text("gaps." + type, "")));
    }

    Position in(Position position) {
        return position.with("next." + type, String.valueOf(next)).with("concepts." + type, text(concepts))
                .with("gaps." + type, text(gaps));
    }

    String type() {
        return type;
    }

    long next() {
        return next;
    }

    NavigableSet<Long> concepts() {
        return concepts;
    }

    NavigableSet<Long> gaps() {
        return gaps;
    }

    /** The number exists. */
    void exists(long number, boolean concept) {
        gaps.remove(number);
        if (concept) {
            concepts.add(number);
        } else {
            concepts.remove(number);
        }
        if (number >= next) {
            for (long missed = Math.max(next, number - MOST_GAPS); missed < number; missed++) {
                gaps.add(missed);
            }
            next = number + 1;
            while (gaps.size() > MOST_GAPS) {
                gaps.pollFirst();
            }
        }
    }

    /** A concept does not exist any more; its number may be given again. */
    void vanished(long number) {
        if (concepts.remove(number)) {
            gaps.add(number);
        }
    }

    /** The numbers go on elsewhere, for example with a new year in front: nothing in between is a gap. */
    void jumpTo(long number) {
        next = Math.max(next, number);
    }

    private static NavigableSet<Long> numbers(String text) {
        return Arrays.stream(text.split(",", -1)).filter(number -> !number.isEmpty()).map(Long::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static @org.jspecify.annotations.Nullable String text(Collection<Long> numbers) {
        return numbers.isEmpty() ? null : numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
