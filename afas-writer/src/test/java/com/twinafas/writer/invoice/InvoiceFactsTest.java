package com.twinafas.writer.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.afas.AfasRow;

/** Whether an order that AFAS has is the one that was sent: who takes another one's for it loses an invoice. */
class InvoiceFactsTest {

    private static final BigDecimal TOLERANCE = new BigDecimal("0.02");
    private static final InvoiceFacts FACTS = new InvoiceFacts("10001", LocalDate.of(2026, 11, 20),
            new BigDecimal("121.00"), new BigDecimal("100.00"));

    @ParameterizedTest
    @CsvSource({"10001, 2026-11-20, 121.00, 100.00, true", "10001, 2026-11-20, 121.02, 100.00, true",
            "10001, 2026-11-20, 120.98, 100.00, true", "10001, 2026-11-20, 121.03, 100.00, false",
            "10001, 2026-11-20, 120.97, 100.00, false", "10001, 2026-11-20, 121.00, 999.00, true",
            "10001, 2026-11-20, , 100.02, true", "10001, 2026-11-20, , 100.03, false",
            "10001, 2026-11-20, , , false", "10002, 2026-11-20, 121.00, 100.00, false",
            "10001, 2026-11-21, 121.00, 100.00, false"})
    void agreeInDebtorDateAndTotal(String debtor, String date, @Nullable String including, @Nullable String excluding,
            boolean agree) {
        Map<String, @Nullable String> row = new HashMap<>();
        row.put("DebtorId", debtor);
        row.put("OrderDate", date + "T00:00:00Z");
        row.put("InvoiceTotal", including);
        row.put("TotalAmount", excluding);

        assertThat(FACTS.agreeWith(new AfasRow(row), TOLERANCE)).isEqualTo(agree);
    }

    @Test
    void areTheSameWhenTheyAreReadBack() {
        assertThat(InvoiceFacts.of(FACTS.toMap())).isEqualTo(FACTS);
    }
}
