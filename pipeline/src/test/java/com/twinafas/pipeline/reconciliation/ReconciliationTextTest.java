package com.twinafas.pipeline.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

class ReconciliationTextTest {

    private static final Instant AT = Instant.parse("2026-11-20T09:00:00Z");
    private final ReconciliationText text = new ReconciliationText();

    @Test
    void showsTotalsAndEachDifferenceWithItsCause() {
        // Given
        ReportBuilder report = new ReportBuilder();
        report.inTwinfield(RecordKind.SALES_INVOICE, "2026/03", "EUR", new BigDecimal("121.00"));
        report.inTwinfield(RecordKind.SALES_INVOICE, "2026/03", "EUR", new BigDecimal("1000.50"));
        report.inAfas(RecordKind.SALES_INVOICE, "2026/03", "EUR", 1, new BigDecimal("121.00"));
        report.difference(RecordKind.SALES_INVOICE, new Difference(
                RecordKey.parse("NL01/sales-invoice/FACTUUR/13"), What.MISSING, Why.HELD, "ITEM_MISSING", "2026/03",
                "EUR", new BigDecimal("1000.50"), null));

        // When
        String full = text.full(asked().done(report.report(), AT));

        // Then
        assertThat(full.lines().map(line -> line.strip().replaceAll(" +", " "))).containsSequence(
                "1a2b3c4d NL01 2026/03 done 0 differences that nothing explains, 1 explained",
                "asked by anna at 2026-11-20T09:00:00Z").contains(
                        "sales-invoice 2026/03 EUR 2 1,121.50 1 121.00 differs",
                        "1 sales-invoice: missing in AFAS, held up by a dead letter",
                        "NL01/sales-invoice/FACTUUR/13 missing in AFAS: held up by a dead letter (ITEM_MISSING) 2026/03"
                                + " EUR Twinfield 1000.50 AFAS -");
    }

    @Test
    void namesSoManyAtMostThoseThatNothingExplainsFirst() {
        // Given
        ReportBuilder report = new ReportBuilder();
        for (int number = 0; number < Report.MOST_NAMED + 5; number++) {
            report.difference(RecordKind.TRANSACTION, difference(number, Why.WAITING));
        }
        report.difference(RecordKind.TRANSACTION, difference(9999, Why.UNEXPLAINED));

        // When
        Report found = report.report();

        // Then
        assertThat(found.differences()).hasSize(Report.MOST_NAMED).first().extracting(Difference::why)
                .isEqualTo(Why.UNEXPLAINED);
        assertThat(found.unexplained()).isOne();
        assertThat(found.explained()).isEqualTo(Report.MOST_NAMED + 5);
        assertThat(text.full(asked().done(found, AT))).contains("and 6 more");
    }

    @Test
    void saysWhyOneFailed() {
        assertThat(text.full(asked().failed("AFAS does not answer", AT))).contains("failed", "AFAS does not answer");
        assertThat(text.list(List.of())).isEqualTo("None.");
    }

    private static Difference difference(int number, Why why) {
        return new Difference(RecordKey.parse("NL01/transaction/BNK/" + number), What.MISSING, why, null, "2026/03",
                "EUR", BigDecimal.TEN, null);
    }

    private static Reconciliation asked() {
        return Reconciliation.asked("1a2b3c4d", "NL01", new Periods(2026, 3, 3), "anna", AT);
    }
}
