package com.twinafas.pipeline.reconciliation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reconciliations for a terminal. Times are UTC. */
public final class ReconciliationText {

    /** One in full: what both have, what differs and why. */
    public String full(Reconciliation one) {
        List<String> lines = new ArrayList<>();
        lines.add(line(one));
        if (one.why() != null) {
            lines.add("  " + one.why());
        }
        lines.add("  asked by " + one.by() + " at " + one.askedAt());
        Report report = one.report();
        if (report != null) {
            add(lines, report);
        }
        return text(lines);
    }

    private static void add(List<String> lines, Report report) {
        lines.add("");
        lines.add("  %-14s %-8s %-4s %9s %18s %9s %18s".formatted("", "period", "", "Twinfield", "sum", "AFAS", "sum"));
        report.totals()
                .forEach(total -> lines.add("  %-14s %-8s %-4s %,9d %,18.2f %,9d %,18.2f%s".formatted(
                        total.kind().wireName(), total.period(),
                        total.currency(), total.inTwinfield(), total.twinfieldSum(), total.inAfas(), total.afasSum(),
                        total.isEqual() ? "" : "  differs")));
        if (report.counts().isEmpty()) {
            lines.add("  No record differs.");
            return;
        }
        lines.add("");
        report.counts().forEach((count, records) -> lines.add("  %,9d  %s: %s, %s".formatted(records, count.kind(),
                count.what().words(), count.why().words())));
        lines.add("");
        report.differences().forEach(difference -> lines.add("  %s  %s: %s%s  %s  %s  Twinfield %s  AFAS %s".formatted(
                difference.record(), difference.what().words(), difference.why().words(),
                difference.detail() == null ? "" : " (" + difference.detail() + ")", difference.period(),
                difference.currency(), amount(difference.twinfield()), amount(difference.afas()))));
        long unnamed = report.unexplained() + report.explained() - report.differences().size();
        if (unnamed > 0) {
            lines.add("  and %,d more".formatted(unnamed));
        }
    }

    /** A line for each. */
    public String list(List<Reconciliation> all) {
        return all.isEmpty() ? "None." : text(all.stream().map(ReconciliationText::line).toList());
    }

    private static String line(Reconciliation one) {
        Report report = one.report();
        String found = report == null
                ? ""
                : "  %,d differences that nothing explains, %,d explained".formatted(report.unexplained(),
                        report.explained());
        return "%s  %s  %s  %s%s".formatted(one.id(), one.office(), one.periods(), one.state().wireName(), found);
    }

    private static String amount(@Nullable BigDecimal amount) {
        return amount == null ? "-" : amount.toPlainString();
    }

    private static String text(List<String> lines) {
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }
}
