package com.twinafas.pipeline.reconciliation;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a reconciliation found.
 *
 * @param totals      by kind, period and currency
 * @param counts      differences by kind, what and why, all of them
 * @param differences by name, those that nothing explains first; no more than {@link #MOST_NAMED}
 */
public record Report(List<Total> totals, SortedMap<Count, Long> counts, List<Difference> differences) {

    /** Differences that are named: they travel in one message. */
    public static final int MOST_NAMED = 300;

    public Report {
        totals = List.copyOf(totals);
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        differences = List.copyOf(differences);
    }

    /** Of which differences a number is. */
    public record Count(String kind, What what, Why why) implements Comparable<Count> {

        private static final Comparator<Count> ORDER = Comparator.comparing(Count::kind).thenComparing(Count::what)
                .thenComparing(Count::why);

        @Override
        public int compareTo(Count other) {
            return ORDER.compare(this, other);
        }
    }

    /** How many differences nothing explains. */
    public long unexplained() {
        return counted(true);
    }

    /** How many differences are explained. */
    public long explained() {
        return counted(false);
    }

    private long counted(boolean unexplained) {
        return counts.entrySet().stream()
                .filter(count -> (count.getKey().why() == Why.UNEXPLAINED) == unexplained)
                .mapToLong(Map.Entry::getValue).sum();
    }
}
