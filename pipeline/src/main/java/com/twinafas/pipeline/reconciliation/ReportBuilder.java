package com.twinafas.pipeline.reconciliation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.twinafas.schemas.key.RecordKind;

/** Counts what is found; of the differences it keeps as many as a report names. Not safe for threads. */
public final class ReportBuilder {

    private final SortedMap<String, Total> totals = new TreeMap<>();
    private final SortedMap<Report.Count, Long> counts = new TreeMap<>();
    private final List<Difference> unexplained = new ArrayList<>();
    private final List<Difference> explained = new ArrayList<>();

    /** A record in Twinfield. */
    public void inTwinfield(RecordKind kind, String period, String currency, BigDecimal amount) {
        change(kind, period, currency, before -> new Total(kind, period, currency, before.inTwinfield() + 1,
                before.twinfieldSum().add(amount), before.inAfas(), before.afasSum()));
    }

    /**
     * A record in AFAS.
     *
     * @param documents how often AFAS has it
     * @param amount    of all of them
     */
    public void inAfas(RecordKind kind, String period, String currency, int documents, BigDecimal amount) {
        change(kind, period, currency, before -> new Total(kind, period, currency, before.inTwinfield(),
                before.twinfieldSum(), before.inAfas() + documents, before.afasSum().add(amount)));
    }

    /** @param kind under which it is counted; that of its record but for a booking without an invoice */
    public void difference(RecordKind kind, Difference difference) {
        counts.merge(new Report.Count(kind.wireName(), difference.what(), difference.why()), 1L, Long::sum);
        List<Difference> named = difference.why() == Why.UNEXPLAINED ? unexplained : explained;
        if (named.size() < Report.MOST_NAMED) {
            named.add(difference);
        }
    }

    public Report report() {
        return new Report(List.copyOf(totals.values()), counts,
                Stream.concat(sorted(unexplained), sorted(explained)).limit(Report.MOST_NAMED).toList());
    }

    private static Stream<Difference> sorted(List<Difference> differences) {
        return differences.stream().sorted(Comparator.comparing(Difference::period)
                .thenComparing(difference -> difference.record().toString()));
    }

    private void change(RecordKind kind, String period, String currency, UnaryOperator<Total> change) {
        totals.compute(kind.wireName() + " " + period + " " + currency,
                (key, before) -> change.apply(before == null ? Total.none(kind, period, currency) : before));
    }
}
