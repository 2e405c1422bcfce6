package com.twinafas.poller.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.reconciliation.Difference;
import com.twinafas.pipeline.reconciliation.Periods;
import com.twinafas.pipeline.reconciliation.Report;
import com.twinafas.pipeline.reconciliation.Total;
import com.twinafas.pipeline.reconciliation.What;
import com.twinafas.pipeline.reconciliation.Why;
import com.twinafas.poller.archive.RecordState;
import com.twinafas.poller.reconciliation.Evidence.MappingStep;
import com.twinafas.poller.reconciliation.Evidence.Told;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.company.Transaction;

class OfficeComparisonTest {

    private static final BigDecimal TEN = new BigDecimal("10.00");

    private final ReconciliationRig rig = new ReconciliationRig();
    private final Periods periods = new Periods(2026, 1, 12);
    private final List<SalesInvoice> invoices = IntStream.rangeClosed(1, 12).boxed()
            .flatMap(month -> rig.invoices(month).stream()).toList();
    private final List<Transaction> transactions = IntStream.rangeClosed(1, 12).boxed()
            .flatMap(month -> rig.transactions(month).stream()).toList();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void countsAndAddsUpWhatBothHaveAndFindsNoDifference() {
        // Given
        rig.deliverEverything();

        // When
        Report report = rig.compare(rig.plan(), periods);

        // Then
        assertThat(invoices).hasSizeGreaterThan(5);
        assertThat(report.unexplained()).isZero();
        assertThat(report.totals()).filteredOn(total -> total.kind() == RecordKind.SALES_INVOICE)
                .allMatch(Total::isEqual);
        assertThat(sums(report, RecordKind.SALES_INVOICE)).isEqualTo(invoices.stream()
                .collect(Collectors.toMap(invoice -> month(invoice.date()) + " " + invoice.currency(),
                        SalesInvoice::totalIncluding, BigDecimal::add, TreeMap::new)));
        assertThat(sums(report, RecordKind.TRANSACTION)).isEqualTo(transactions.stream()
                .collect(Collectors.toMap(one -> month(one.date()) + " EUR", ReconciliationRig::debit,
                        BigDecimal::add, TreeMap::new)));
        assertThat(report.totals()).filteredOn(total -> total.kind() == RecordKind.TRANSACTION)
                .extracting(Total::inAfas).satisfies(counts -> assertThat(counts.stream().mapToLong(Long::longValue)
                        .sum()).isEqualTo(transactions.size()));
    }

    private static String month(LocalDate date) {
        return "%d/%02d".formatted(date.getYear(), date.getMonthValue());
    }

    private static Map<String, BigDecimal> sums(Report report, RecordKind kind) {
        return report.totals().stream().filter(total -> total.kind() == kind && total.inAfas() > 0)
                .collect(Collectors.toMap(total -> total.period() + " " + total.currency(), Total::afasSum,
                        BigDecimal::add, TreeMap::new));
    }

    @Test
    void namesEachDifferenceThatNothingExplainsWithItsRecord() {
        // Given
        SalesInvoice lost = invoices.get(0);
        SalesInvoice doubled = invoices.get(1);
        SalesInvoice changed = invoices.get(2);
        SalesInvoice otherCurrency = invoices.get(3);
        Transaction lostEntry = transactions.get(0);
        Transaction changedEntry = transactions.get(1);
        Transaction movedEntry = transactions.get(2);
        rig.deliverEverything(rig.key(lost), rig.key(changed), rig.key(otherCurrency), rig.key(lostEntry),
                rig.key(changedEntry), rig.key(movedEntry));
        rig.evidence.delivered(rig.key(lost), "4711");
        rig.evidence.delivered(rig.key(lostEntry), "4712");
        rig.order(rig.key(doubled).toString(), doubled.date(), doubled.currency(), doubled.totalIncluding());
        rig.evidence.delivered(rig.key(changed), rig.order(rig.key(changed).toString(), changed.date(),
                changed.currency(), changed.totalIncluding().add(TEN)));
        rig.evidence.delivered(rig.key(otherCurrency),
                rig.order(rig.key(otherCurrency).toString(), otherCurrency.date(), "SEK",
                        otherCurrency.totalIncluding()));
        RecordKey extra = new RecordKey(rig.office(), RecordKind.SALES_INVOICE, "FACTUUR/987654");
        rig.order(extra.toString(), lost.date(), "EUR", TEN);
        rig.order("an order that people made", lost.date(), "EUR", TEN);
        RecordKey extraEntry = new RecordKey(rig.office(), RecordKind.TRANSACTION,
                lostEntry.daybook() + "/209912345");
        rig.entry(rig.office() + "/" + extraEntry.code(), lostEntry.date(), TEN);
        rig.entry("people's own", lostEntry.date(), TEN);
        rig.evidence.delivered(rig.key(changedEntry), rig.entry(rig.office() + "/" + rig.key(changedEntry).code(),
                changedEntry.date(), ReconciliationRig.debit(changedEntry), TEN));
        rig.evidence.delivered(rig.key(movedEntry), rig.entry(rig.office() + "/" + rig.key(movedEntry).code(),
                LocalDate.of(2025, 1, 5), ReconciliationRig.debit(movedEntry)));

        // When
        Report report = rig.compare(rig.plan(), periods);

        // Then
        assertThat(report.differences()).filteredOn(difference -> difference.why() == Why.UNEXPLAINED)
                .extracting(Difference::record, Difference::what).containsExactlyInAnyOrder(
                        tuple(rig.key(lost), What.MISSING), tuple(rig.key(doubled), What.TWICE),
                        tuple(rig.key(changed), What.AMOUNT), tuple(rig.key(otherCurrency), What.CURRENCY),
                        tuple(extra, What.EXTRA), tuple(rig.key(lostEntry), What.MISSING),
                        tuple(rig.key(changedEntry), What.AMOUNT), tuple(rig.key(movedEntry), What.PERIOD),
                        tuple(extraEntry, What.EXTRA));
        assertThat(report.unexplained()).isEqualTo(9);
    }

    @Test
    void saysWhyARecordIsNotThereYet() {
        // Given
        List<RecordKey> keys = invoices.stream().limit(7).map(rig::key).toList();
        rig.deliverEverything(keys.toArray(RecordKey[]::new));
        rig.evidence.held.put(keys.get(0), FailureCode.ITEM_MISSING);
        rig.evidence.told.put(keys.get(1), new Told(null, null, true));
        rig.evidence.steps.put(keys.get(2), step(MappingStep.Outcome.WAITING, null));
        rig.evidence.steps.put(keys.get(3), step(MappingStep.Outcome.IGNORED, "flow invoices is off"));
        rig.evidence.steps.put(keys.get(4), step(MappingStep.Outcome.DISCARDED, null));
        rig.evidence.steps.put(keys.get(5), new MappingStep(MappingStep.Outcome.MAPPED, null, true));
        rig.evidence.steps.put(keys.get(6), step(MappingStep.Outcome.MAPPED, null));

        // When
        Report report = rig.compare(rig.plan(), periods);

        // Then
        assertThat(report.differences()).filteredOn(difference -> keys.contains(difference.record()))
                .allMatch(difference -> difference.what() == What.MISSING)
                .extracting(Difference::record, Difference::why, Difference::detail).containsExactlyInAnyOrder(
                        tuple(keys.get(0), Why.HELD, "ITEM_MISSING"), tuple(keys.get(1), Why.IN_DOUBT, null),
                        tuple(keys.get(2), Why.WAITING, null),
                        tuple(keys.get(3), Why.LEFT_OUT, "flow invoices is off"),
                        tuple(keys.get(4), Why.DISCARDED, null), tuple(keys.get(5), Why.ON_ITS_WAY, null),
                        tuple(keys.get(6), Why.UNEXPLAINED, "mapped, not written"));
    }

    @Test
    void takesEverythingForOnItsWayWhileRecordsWait() {
        // Given
        RecordKey waiting = rig.key(invoices.getFirst());
        rig.deliverEverything(waiting);
        rig.evidence.backlogged = true;

        // When
        Report report = rig.compare(rig.plan(), periods);

        // Then
        assertThat(report.differences()).filteredOn(difference -> difference.record().equals(waiting))
                .extracting(Difference::why).containsExactly(Why.ON_ITS_WAY);
    }

    @Test
    void knowsProvisionalTransactionsConceptsAndDeletedRecordsFromLostOnes() {
        // Given
        Transaction provisional = rig.books().addTransaction(rig.office(), provisional(transactions.getFirst()));
        rig.deliverEverything();
        rig.evidence.polled(rig.key(provisional), RecordState.ACTIVE, Instant.EPOCH);
        SalesInvoice concept = rig.books().invoices(rig.office()).stream().filter(one -> !one.isFinal()).findFirst()
                .orElseThrow();
        rig.order(rig.key(concept).toString(), LocalDate.of(2026, 3, 3), "EUR", TEN);
        RecordKey deleted = new RecordKey(rig.office(), RecordKind.TRANSACTION,
                transactions.getFirst().daybook() + "/209911111");
        rig.entry(rig.office() + "/" + deleted.code(), LocalDate.of(2026, 3, 3), TEN);
        rig.evidence.polled(deleted, RecordState.DELETED, Instant.EPOCH);

        // When
        Report report = rig.compare(rig.plan(), periods);

        // Then
        assertThat(report.unexplained()).isZero();
        assertThat(report.differences()).extracting(Difference::record, Difference::what, Difference::why).contains(
                tuple(rig.key(provisional), What.MISSING, Why.LEFT_OUT), tuple(rig.key(concept), What.EXTRA,
                        Why.CONCEPT),
                tuple(deleted, What.EXTRA, Why.DELETED));
    }

    @Test
    void findsAnInvoiceThatWasNeverPolledByItsBooking() {
        // Given
        SalesInvoice unread = invoices.getFirst();
        rig.deliverEverything(rig.key(unread));
        rig.evidence.known.remove(rig.key(unread));
        rig.evidence.invoices.remove(rig.key(unread));

        // When
        Report report = rig.compare(rig.plan(), periods);

        // Then
        assertThat(report.differences()).extracting(Difference::record, Difference::what, Difference::why,
                Difference::detail).contains(tuple(rig.key(unread), What.MISSING, Why.UNEXPLAINED, "not read yet"));
        assertThat(report.unexplained()).isOne();
    }

    @Test
    void doesNotTakeADocumentOfAnotherPeriodForExtra() {
        // Given
        SalesInvoice elsewhere = invoices.getFirst();
        int month = elsewhere.date().getMonthValue();
        int later = month + 1;
        rig.deliverEverything(rig.key(elsewhere));
        rig.evidence.delivered(rig.key(elsewhere), rig.order(rig.key(elsewhere).toString(),
                LocalDate.of(2026, later, 2), elsewhere.currency(), elsewhere.totalIncluding()));

        // When
        Report here = rig.compare(rig.plan(), new Periods(2026, later, later));
        Report there = rig.compare(rig.plan(), new Periods(2026, month, month));

        // Then
        assertThat(here.unexplained()).isZero();
        assertThat(there.unexplained()).isZero();
    }

    @Test
    void readsEntriesOfMoreLinesThanAPageHas() {
        // Given
        Transaction long1 = transactions.getFirst();
        rig.deliverEverything(rig.key(long1));
        BigDecimal[] cents = IntStream.range(0, 499).mapToObj(i -> new BigDecimal("0.01")).toArray(BigDecimal[]::new);
        BigDecimal[] debits = java.util.Arrays.copyOf(cents, 500);
        debits[499] = ReconciliationRig.debit(long1).subtract(new BigDecimal("4.99"));
        rig.evidence.delivered(rig.key(long1),
                rig.entry(rig.office() + "/" + rig.key(long1).code(), long1.date(), debits));

        // When
        Report report = rig.compare(rig.plan(), periods);

        // Then
        assertThat(report.unexplained()).isZero();
    }

    private static Transaction provisional(Transaction like) {
        return new Transaction(like.daybook(), "", like.date(), like.currency(), "temporary", like.origin(),
                like.modified(), like.entered(), like.due(), "", "", like.statement(), like.lines());
    }

    private static MappingStep step(MappingStep.Outcome outcome, @org.jspecify.annotations.Nullable String because) {
        return new MappingStep(outcome, because, false);
    }

    private static org.assertj.core.groups.Tuple tuple(@org.jspecify.annotations.Nullable Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
