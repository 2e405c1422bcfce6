package com.twinafas.reader.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.AfasFailure;
import com.twinafas.reader.statement.AfasKey;
import com.twinafas.reader.statement.Statement;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

class OrderReadingTest {

    private static final String ORDERS = "Profit_Salesorders";
    private static final String LINES = "Profit_SalesorderLines";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final String INVOICE = "NL01/sales-invoice/FACTUUR/13";

    private final SetClock clock = new SetClock(Instant.parse("2026-11-20T09:00:00Z"));
    private final Rig rig = new Rig(clock);
    private final PartialAfas afas = rig.afas();
    private final MemoryShelf shelf = new MemoryShelf(clock);
    private final OrderReading reading = new OrderReading(afas, shelf,
            new OrderReading.Plan(ORDERS, LINES, Duration.ofMinutes(5), Duration.ofHours(6), Duration.ofDays(365), 2,
                    Map.of("Actief", "open"), Map.of("NL01", "1")),
            clock);

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void saysOfEachOrderWhatAfasSaysAndWhatItIsCalled() {
        // Given
        rig.order("60000001", INVOICE, TODAY);
        rig.order("60000002", "Telefoon Jansen", TODAY);
        rig.books().process("60000002");

        // When
        reading.run();

        // Then
        List<Statement.OrderStatus> said = shelf.taken().stream().map(Statement.OrderStatus.class::cast).toList();
        assertThat(said).extracting(order -> order.key().number()).containsExactly("60000001", "60000002");
        assertThat(said.getFirst()).satisfies(order -> {
            assertThat(order.recordKey()).isEqualTo(INVOICE);
            assertThat(order.administration()).isEqualTo("1");
            assertThat(order.afasStatus()).isEqualTo("Actief");
            assertThat(order.status()).isEqualTo("open");
            assertThat(order.date()).isEqualTo(TODAY);
            assertThat(order.debtor()).isEqualTo("10001");
            assertThat(order.rows()).contains("\"InvoiceTotal\":\"12.1");
        });
        assertThat(said.getLast()).satisfies(order -> {
            assertThat(order.recordKey()).isNull();
            assertThat(order.administration()).isNull();
            assertThat(order.status()).isEqualTo("Verwerkt");
        });
        assertThat(shelf.position("order-status").isComplete()).isTrue();
    }

    @Test
    void takesAReferenceOfAnOfficeThatIsNotOursForWhatItIs() {
        rig.order("60000001", "BE01/sales-invoice/FACTUUR/13", TODAY);

        reading.run();

        assertThat(shelf.taken()).singleElement()
                .isInstanceOfSatisfying(Statement.OrderStatus.class, order -> assertThat(order.recordKey()).isNull());
    }

    @Test
    void asksOnlyForOrdersOfWhichALineChanged() {
        // Given
        IntStream.range(0, 30).forEach(i -> rig.order("6000000" + i, "NL01/sales-invoice/F/" + i, TODAY));
        reading.run();
        shelf.taken();
        clock.pass(Duration.ofMinutes(10));
        rig.books().process("60000007");
        afas.asked(ORDERS);

        // When
        clock.pass(Duration.ofMinutes(1));
        reading.run();

        // Then
        assertThat(shelf.taken()).singleElement().isInstanceOfSatisfying(Statement.OrderStatus.class, order -> {
            assertThat(order.key().number()).isEqualTo("60000007");
            assertThat(order.afasStatus()).isEqualTo("Verwerkt");
        });
        assertThat(afas.asked(ORDERS)).isEqualTo(1);
        assertThat(afas.asked(LINES)).isEqualTo(1);

        // When nothing changed, not even within the overlap
        clock.pass(Duration.ofMinutes(10));
        reading.run();
        afas.asked(ORDERS);
        clock.pass(Duration.ofMinutes(10));
        reading.run();

        // Then
        assertThat(shelf.taken()).isEmpty();
        assertThat(afas.asked(ORDERS)).isZero();
    }

    @Test
    void readsAgainWhatItMayHaveMissed() {
        // Given a line that was changed just before the last reading and was committed after it
        rig.order("60000001", INVOICE, TODAY);
        reading.run();
        shelf.taken();
        clock.pass(Duration.ofMinutes(1));
        reading.run();
        clock.pass(Duration.ofSeconds(-5));
        rig.books().process("60000001");

        // When
        clock.pass(Duration.ofMinutes(1));
        reading.run();

        // Then
        assertThat(shelf.takenKeys()).containsExactly("60000001");
    }

    @Test
    void losesNothingInTheHourThatComesTwice() {
        // Given an hour before the clock is set back
        clock.set(Instant.parse("2026-10-24T23:30:00Z"));
        IntStream.range(0, 40).forEach(i -> rig.order("6%07d".formatted(i), "", LocalDate.of(2026, 10, 24)));
        reading.run();
        shelf.taken();

        // When an order is processed every five minutes, and read every five minutes
        IntStream.range(0, 40).forEach(i -> {
            clock.pass(Duration.ofMinutes(5));
            rig.books().process("6%07d".formatted(i));
            clock.pass(Duration.ofSeconds(20));
            reading.run();

            // Then
            assertThat(shelf.takenKeys()).as("at %s", clock.instant()).containsExactly("6%07d".formatted(i));
        });
    }

    @Test
    void showsInTheNextCompleteListWhatChangedWithoutALine() {
        // Given
        rig.order("60000001", INVOICE, TODAY);
        reading.run();
        shelf.taken();
        clock.pass(Duration.ofHours(1));
        reading.run();
        clock.pass(Duration.ofHours(1));
        rig.changeStatusOnly("60000001");
        reading.run();
        assertThat(shelf.taken()).isEmpty();

        // When
        clock.pass(Duration.ofHours(4));
        reading.run();

        // Then
        assertThat(shelf.takenKeys()).containsExactly("60000001");
    }

    @Test
    void readsMoreThanAPageOfOrdersAndOfLines() {
        // Given one order alone has more lines than a page
        IntStream.range(0, 1100).forEach(i -> rig.order("6%07d".formatted(i), "", TODAY));
        rig.orderOfLines("70000000", "", TODAY, KeyedRows.PAGE + 20);

        // When
        reading.run();

        // Then
        assertThat(shelf.takenKeys()).hasSize(1101).doesNotHaveDuplicates();
        assertThat(afas.asked(ORDERS)).isEqualTo(3);

        // When
        clock.pass(Duration.ofMinutes(10));
        IntStream.range(0, 600).forEach(i -> rig.books().process("6%07d".formatted(i)));
        rig.books().process("70000000");
        reading.run();

        // Then
        assertThat(shelf.takenKeys()).hasSize(601).doesNotHaveDuplicates();
    }

    @Test
    void leavesOldOrdersOutOfTheListButNotTheirChanges() {
        // Given
        rig.order("50000001", "", TODAY.minusYears(2));
        rig.order("60000001", "", TODAY);
        reading.run();
        assertThat(shelf.takenKeys()).containsExactly("60000001");

        // When
        clock.pass(Duration.ofMinutes(10));
        rig.books().process("50000001");
        reading.run();
        assertThat(shelf.takenKeys()).containsExactly("50000001");
        clock.pass(Duration.ofHours(6));
        reading.run();

        // Then an old order that no list has is not gone
        assertThat(shelf.taken()).isEmpty();
    }

    @Test
    void saysThatAnOrderIsGoneWhenACompleteListDoesNotHaveIt() {
        // Given
        rig.order("60000001", INVOICE, TODAY);
        rig.order("60000002", "", TODAY);
        reading.run();
        shelf.taken();
        afas.hide(row -> "60000001".equals(row.text("OrderNumber")));

        // When
        clock.pass(Duration.ofHours(6));
        reading.run();

        // Then
        assertThat(shelf.taken())
                .containsExactly(new Statement.Vanished(new AfasKey.Order("60000001"), INVOICE));

        // When it is back
        afas.hide(row -> false);
        clock.pass(Duration.ofHours(6));
        reading.run();

        // Then
        assertThat(shelf.takenKeys()).containsExactly("60000001");
    }

    @Test
    void asksAPersonWhenManyOrdersAreGoneAtOnce() {
        // Given
        IntStream.range(0, 100).forEach(i -> rig.order("6%07d".formatted(i), "", TODAY));
        reading.run();
        shelf.taken();
        afas.hide(row -> String.valueOf(row.text("OrderNumber")).startsWith("600000"));

        // When
        clock.pass(Duration.ofHours(6));
        reading.run();
        clock.pass(Duration.ofHours(6));
        reading.run();

        // Then it is told once and nothing is gone
        assertThat(shelf.taken()).isEmpty();
        assertThat(shelf.told("order-status/vanished")).isEqualTo(1);
        assertThat(shelf.open().get("order-status/vanished")).satisfies(cause -> {
            assertThat(cause.code()).isEqualTo(FailureCode.AFAS_ROWS_VANISHED);
            assertThat(cause.parameters()).containsEntry("count", "100").containsEntry("total", "100")
                    .containsEntry("connector", ORDERS);
        });

        // When the person says that this is right
        shelf.discard("order-status/vanished");
        clock.pass(Duration.ofMinutes(1));
        reading.run();

        // Then
        assertThat(shelf.taken()).hasSize(100).allMatch(Statement.Vanished.class::isInstance);
        assertThat(shelf.position("order-status").entries()).doesNotContainKey("held");
    }

    @Test
    void takesItsMessageBackWhenTheListIsWholeAgain() {
        // Given
        IntStream.range(0, 100).forEach(i -> rig.order("6%07d".formatted(i), "", TODAY));
        reading.run();
        afas.hide(row -> true);
        clock.pass(Duration.ofHours(6));
        reading.run();
        assertThat(shelf.open()).hasSize(1);

        // When
        afas.hide(row -> false);
        clock.pass(Duration.ofHours(6));
        reading.run();

        // Then
        assertThat(shelf.open()).isEmpty();
    }

    @Test
    void movesOnlyWhenAllWasPublished() {
        // Given
        rig.order("60000001", INVOICE, TODAY);
        reading.run();
        shelf.taken();
        clock.pass(Duration.ofMinutes(10));
        rig.books().process("60000001");
        rig.simulator().faults().add(FaultRule.of("away", new Fault.Maintenance(null)).operation(ORDERS));

        // When AFAS is away for hours
        clock.pass(Duration.ofHours(5));
        assertThatThrownBy(reading::run).isInstanceOf(AfasFailure.Unavailable.class);
        rig.simulator().faults().clear();
        reading.run();

        // Then
        assertThat(shelf.takenKeys()).containsExactly("60000001");
    }

    @Test
    void namesTheColumnThatIsMissing() {
        rig.simulator().faults().add(FaultRule.of("copy", new Fault.Given(200, "application/json",
                "{\"skip\":0,\"take\":500,\"rows\":[{\"OrderNumber\":\"60000001\",\"OrderDate\":null}]}"))
                .operation(ORDERS));

        assertThatThrownBy(reading::run).isInstanceOfSatisfying(AfasFailure.ContractBroken.class,
                broken -> assertThat(broken.failure().parameters()).containsEntry("what", ORDERS + ".Status"));
    }
}
