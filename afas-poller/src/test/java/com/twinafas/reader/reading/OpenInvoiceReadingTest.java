package com.twinafas.reader.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.reader.statement.AfasKey;
import com.twinafas.reader.statement.Statement;
import com.twinafas.simulators.afas.books.OpenInvoice;

class OpenInvoiceReadingTest {

    private static final String CONNECTOR = "Profit_Debtor_Invoices";

    private final SetClock clock = new SetClock(Instant.parse("2026-11-20T09:00:00Z"));
    private final Rig rig = new Rig(clock);
    private final PartialAfas afas = rig.afas();
    private final MemoryShelf shelf = new MemoryShelf(clock);
    private final OpenInvoiceReading first = reading("1");
    private final OpenInvoiceReading second = reading("2");

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void publishesTheOpenInvoicesOfItsAdministrationOnly() {
        // Given
        rig.directInvoice(1, "VF1", "10001");
        rig.directInvoice(2, "VF2", "10002");

        // When
        first.run();

        // Then
        assertThat(shelf.taken()).singleElement().isInstanceOfSatisfying(Statement.OpenInvoice.class, invoice -> {
            assertThat(invoice.key()).isEqualTo(new AfasKey.OpenInvoice("1", "10001", "VF1"));
            assertThat(invoice.key()).hasToString("1/10001/VF1");
            assertThat(invoice.rows()).contains("\"Balance\":\"12.1");
        });
    }

    @Test
    void tellsAPartialPaymentAndThenThatItIsSettled() {
        // Given
        rig.directInvoice(1, "VF1", "10001");
        first.run();
        shelf.taken();

        // When
        pay("VF1", "2.10");
        clock.pass(Duration.ofMinutes(15));
        first.run();

        // Then
        assertThat(shelf.taken()).singleElement().isInstanceOfSatisfying(Statement.OpenInvoice.class,
                invoice -> assertThat(invoice.rows()).contains("\"Balance\":\"10"));

        // When
        pay("VF1", "10");
        clock.pass(Duration.ofMinutes(15));
        first.run();

        // Then
        AfasKey key = new AfasKey.OpenInvoice("1", "10001", "VF1");
        assertThat(shelf.taken()).containsExactly(new Statement.Vanished(key, null));
        assertThat(shelf.position("open-invoice/1").isComplete()).isTrue();
    }

    @Test
    void believesThatHalfOfThemArePaidAtOnceAndAsksWhenItIsMore() {
        // Given
        IntStream.range(0, 40).forEach(i -> rig.directInvoice(1, "VF%02d".formatted(i), "10001"));
        first.run();
        shelf.taken();

        // When
        IntStream.range(0, 20).forEach(i -> pay("VF%02d".formatted(i), "12.10"));
        clock.pass(Duration.ofMinutes(15));
        first.run();

        // Then
        assertThat(shelf.taken()).hasSize(20).allMatch(Statement.Vanished.class::isInstance);

        // When
        afas.hide(row -> true);
        clock.pass(Duration.ofMinutes(15));
        first.run();

        // Then
        assertThat(shelf.taken()).isEmpty();
        assertThat(shelf.open()).containsOnlyKeys("open-invoice/1/vanished");
    }

    @Test
    void judgesEachAdministrationByItself() {
        // Given the second one is so small that it would not be missed among the first
        IntStream.range(0, 40).forEach(i -> rig.directInvoice(1, "VF%02d".formatted(i), "10001"));
        IntStream.range(0, 10).forEach(i -> rig.directInvoice(2, "VG%02d".formatted(i), "10001"));
        first.run();
        second.run();
        shelf.taken();

        // When its rows are withheld
        afas.hide(row -> "2".equals(row.text("UnitId")));
        clock.pass(Duration.ofMinutes(15));
        first.run();
        second.run();

        // Then
        assertThat(shelf.taken()).isEmpty();
        assertThat(shelf.open().get("open-invoice/2/vanished")).satisfies(
                cause -> assertThat(cause.parameters()).containsEntry("connector", CONNECTOR + " (UnitId 2)"));
    }

    @Test
    void goesOnPublishingWhatIsThereWhileItWaitsForAPerson() {
        // Given
        IntStream.range(0, 10).forEach(i -> rig.directInvoice(1, "VF%02d".formatted(i), "10001"));
        first.run();
        shelf.taken();
        afas.hide(row -> !"VF09".equals(row.text("InvoiceNr")));

        // When
        pay("VF09", "1");
        clock.pass(Duration.ofMinutes(15));
        first.run();

        // Then
        assertThat(shelf.takenKeys()).containsExactly("1/10001/VF09");
    }

    private OpenInvoiceReading reading(String administration) {
        return new OpenInvoiceReading(afas, shelf, CONNECTOR, administration, 50, clock);
    }

    private void pay(String number, String amount) {
        OpenInvoice open = rig.books().openInvoices().stream().filter(one -> one.number().equals(number)).findFirst()
                .orElseThrow();
        rig.books().pay(open, new BigDecimal(amount));
    }
}
