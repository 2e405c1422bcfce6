package com.twinafas.poller.reconciliation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.Afas;
import com.twinafas.pipeline.reconciliation.Difference;
import com.twinafas.pipeline.reconciliation.Periods;
import com.twinafas.pipeline.reconciliation.Report;
import com.twinafas.pipeline.reconciliation.ReportBuilder;
import com.twinafas.pipeline.reconciliation.What;
import com.twinafas.pipeline.reconciliation.Why;
import com.twinafas.poller.archive.Known;
import com.twinafas.poller.browse.Window;
import com.twinafas.poller.reconciliation.Compared.Telling;
import com.twinafas.poller.reconciliation.Evidence.Told;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.twinfield.Twinfield;

/**
 * Holds what Twinfield and AFAS have of an office against each other. It reads both systems and our topics and changes
 * nothing; a row of a table is all it keeps of a record.
 */
public final class OfficeComparison {

    /** What AFAS was told and does not show where it was read is looked for by its reference. */
    private static final int MOST_LOOKED_UP = 1000;
    private static final int LOOKED_UP_AT_ONCE = 50;
    private static final int YEARS = 100;

    private final Twinfield twinfield;
    private final Afas afas;
    private final Evidence evidence;
    private final InstantSource clock;

    public OfficeComparison(Twinfield twinfield, Afas afas, Evidence evidence, InstantSource clock) {
        this.twinfield = twinfield;
        this.afas = afas;
        this.evidence = evidence;
        this.clock = clock;
    }

    /**
     * What both have of the periods.
     *
     * @throws com.twinafas.twinfield.failure.TwinfieldFailure when Twinfield does not say
     * @throws com.twinafas.afas.AfasFailure                   when AFAS does not say
     */
    public Report compare(OfficeBooks books, Periods periods) {
        Instant started = clock.instant();
        String recentSince = Window.text(started.minus(books.grace()));
        TwinfieldReading inTwinfield = new TwinfieldReading(twinfield, books.office(), clock);
        AfasReading inAfas = new AfasReading(afas, books);
        ReportBuilder report = new ReportBuilder();
        if (!books.invoiceDaybooks().isEmpty()) {
            compare(new InvoiceSides(inTwinfield, inAfas, evidence, new InvoiceSearch(twinfield, books.office()),
                    books, periods, recentSince), books, started, report);
        }
        if (!books.entryDaybooks().isEmpty()) {
            compare(new EntrySides(inTwinfield, inAfas, books, periods, recentSince), books, started, report);
        }
        return report.report();
    }

    private void compare(Sides sides, OfficeBooks books, Instant started, ReportBuilder report) {
        Tally tally = new Tally();
        sides.read(tally);
        lookUp(sides, tally, told(sides, books, tally));
        evidence.held(books.office(), sides.kind(),
                (key, code) -> tally.changeKnown(key, before -> before.held(code)));
        boolean backlogged = evidence.isBacklogged();
        if (isAnyOpen(sides, books, tally, started, backlogged)) {
            evidence.steps(books.office(), sides.kind(), (key, step) -> {
                if (tally.contains(key) && what(sides.kind(), tally.get(key), books).isPresent()) {
                    tally.change(key, before -> before.stepped(step));
                }
            });
        }
        tally.forEach((key, compared) -> {
            count(sides.kind(), compared, books, report);
            what(sides.kind(), compared, books).ifPresent(what -> report.difference(sides.kind(),
                    difference(key, compared, what, books, explained(key, compared, what, started, backlogged))));
        });
    }

    /** Whether anything is left to explain: what the mapper did stands on the longest topic of all. */
    private boolean isAnyOpen(Sides sides, OfficeBooks books, Tally tally, Instant started, boolean backlogged) {
        AtomicBoolean open = new AtomicBoolean();
        tally.forEach((key, compared) -> what(sides.kind(), compared, books)
                .filter(what -> explained(key, compared, what, started, backlogged).why() == Why.UNEXPLAINED)
                .ifPresent(what -> open.set(true)));
        return open.get();
    }

    private Explanation explained(RecordKey key, Compared compared, What what, Instant started,
            boolean backlogged) {
        Known known = evidence.known(key);
        boolean changedSince = known != null && !known.readAt().isBefore(started);
        return Explanation.of(what, compared, known, changedSince, backlogged);
    }

    /** @return those that AFAS was told and that it did not show */
    private List<RecordKey> told(Sides sides, OfficeBooks books, Tally tally) {
        List<RecordKey> unseen = new ArrayList<>();
        evidence.deliveries(books.office(), sides.kind(), (key, told) -> {
            if (tally.contains(key)) {
                tally.change(key, before -> before.told(telling(told, evidence.known(key))));
                if (told.number() != null && tally.get(key).afas() == null && unseen.size() < MOST_LOOKED_UP) {
                    unseen.add(key);
                }
            }
        });
        return unseen;
    }

    private static Telling telling(Told told, @Nullable Known known) {
        if (told.inDoubt()) {
            return Telling.IN_DOUBT;
        }
        if (told.number() == null) {
            return Telling.NOTHING;
        }
        Long revision = told.revision();
        return revision != null && (known == null || known.revision() <= revision) ? Telling.ALL : Telling.EARLIER;
    }

    private static void lookUp(Sides sides, Tally tally, List<RecordKey> unseen) {
        for (int from = 0; from < unseen.size(); from += LOOKED_UP_AT_ONCE) {
            Map<String, RecordKey> wanted = new HashMap<>();
            unseen.subList(from, Math.min(unseen.size(), from + LOOKED_UP_AT_ONCE))
                    .forEach(key -> wanted.put(sides.reference(key), key));
            sides.find(List.copyOf(wanted.keySet()), document -> Optional.ofNullable(wanted.get(document.reference()))
                    .ifPresent(key -> tally.change(key, before -> before.and(document))));
        }
    }

    private static Optional<What> what(RecordKind kind, Compared compared, OfficeBooks books) {
        Compared.Twinfield twinfield = compared.twinfield();
        Compared.Afas afas = compared.afas();
        if (twinfield == null || afas == null) {
            return twinfield == null && afas == null
                    ? Optional.empty()
                    : Optional.of(afas == null ? What.MISSING : What.EXTRA);
        }
        if (afas.documents() > 1) {
            return Optional.of(What.TWICE);
        }
        if (afas.currency() != null && !afas.currency().equals(twinfield.currency())) {
            return Optional.of(What.CURRENCY);
        }
        BigDecimal allowed = kind == RecordKind.SALES_INVOICE
                ? books.tolerance().multiply(BigDecimal.valueOf(Math.max(1, twinfield.vatCodes())))
                : BigDecimal.ZERO;
        if (twinfield.amount().subtract(afas.amount()).abs().compareTo(allowed) > 0) {
            return Optional.of(What.AMOUNT);
        }
        return kind == RecordKind.TRANSACTION && twinfield.period() != afas.period()
                ? Optional.of(What.PERIOD)
                : Optional.empty();
    }

    private static void count(RecordKind kind, Compared compared, OfficeBooks books, ReportBuilder report) {
        Compared.Twinfield twinfield = compared.twinfield();
        Compared.Afas afas = compared.afas();
        if (twinfield != null) {
            report.inTwinfield(kind, period(twinfield.period()), twinfield.currency(), twinfield.amount());
        }
        if (afas != null) {
            report.inAfas(kind, period(afasPeriod(kind, compared, afas)), currency(afas, books), afas.documents(),
                    afas.amount());
        }
    }

    /** AFAS's orders have no period: theirs is the booking's, as far as there is one. */
    private static int afasPeriod(RecordKind kind, Compared compared, Compared.Afas afas) {
        Compared.Twinfield twinfield = compared.twinfield();
        return kind == RecordKind.SALES_INVOICE && twinfield != null ? twinfield.period() : afas.period();
    }

    private static String currency(Compared.Afas afas, OfficeBooks books) {
        return afas.currency() == null ? books.baseCurrency() : afas.currency();
    }

    private static Difference difference(RecordKey key, Compared compared, What what, OfficeBooks books,
            Explanation explanation) {
        Compared.Twinfield twinfield = compared.twinfield();
        Compared.Afas afas = compared.afas();
        String detail = explanation.detail();
        if (detail == null && twinfield != null && afas != null) {
            detail = switch (what) {
                case CURRENCY -> "AFAS has " + afas.currency();
                case PERIOD -> "AFAS has " + period(afas.period());
                case TWICE -> afas.documents() + " times";
                case AMOUNT, MISSING, EXTRA -> null;
            };
        }
        return new Difference(key, what, explanation.why(), detail,
                period(twinfield == null ? afas == null ? 0 : afas.period() : twinfield.period()),
                twinfield != null ? twinfield.currency() : afas == null ? "" : currency(afas, books),
                twinfield == null ? null : twinfield.amount(), afas == null ? null : afas.amount());
    }

    private static String period(int period) {
        return "%04d/%02d".formatted(period / YEARS, period % YEARS);
    }
}
