package com.twinafas.reader.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRow;
import com.twinafas.simulators.afas.books.OpenInvoice;

class KeyedRowsTest {

    private static final String CONNECTOR = "Profit_Debtor_Invoices";

    private final Rig rig = new Rig(new SetClock(Instant.parse("2026-11-20T09:00:00Z")));
    private final KeyedRows rows = new KeyedRows(rig.afas(), CONNECTOR, "InvoiceNr", List.of("Balance"),
            List.of("DebtorId"));

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void losesNoRowWhenOthersVanishBetweenTwoPages() {
        // Given
        IntStream.range(0, 700).forEach(i -> rig.directInvoice(1, "VF%03d".formatted(i), "10001"));
        List<String> read = new ArrayList<>();

        // When the first hundred are paid after the first page
        rows.pages(List.of(), page -> {
            if (read.isEmpty()) {
                open().subList(0, 100).forEach(invoice -> rig.books().pay(invoice, invoice.balance()));
            }
            page.forEach(row -> read.add(row.required("InvoiceNr")));
        });

        // Then
        assertThat(read).hasSize(700).doesNotHaveDuplicates();
    }

    @Test
    void cutsNoPageBetweenRowsOfOneKey() {
        // Given the last row of the first page and the first two of the second have one number
        IntStream.range(0, KeyedRows.PAGE - 1).forEach(i -> rig.directInvoice(1, "VF%03d".formatted(i), "10001"));
        List.of("10001", "10002", "10003").forEach(debtor -> rig.directInvoice(1, "VG", debtor));
        List<List<AfasRow>> pages = new ArrayList<>();

        // When
        rows.pages(List.of(), pages::add);

        // Then
        assertThat(pages).hasSize(2);
        assertThat(pages.getLast()).hasSize(3).allMatch(row -> "VG".equals(row.text("InvoiceNr")));
    }

    @Test
    void isBrokenWhenTheKeyIsNone() {
        KeyedRows byCurrency = new KeyedRows(rig.afas(), CONNECTOR, "CurrencyId", List.of(), List.of("InvoiceNr"));
        IntStream.range(0, KeyedRows.PAGE).forEach(i -> rig.directInvoice(1, "VF%03d".formatted(i), "10001"));

        assertThatThrownBy(() -> byCurrency.pages(List.of(), page -> {
        })).isInstanceOf(AfasFailure.ContractBroken.class);
    }

    private List<OpenInvoice> open() {
        return rig.books().openInvoices();
    }
}
