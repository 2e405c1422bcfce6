package com.twinafas.simulators.afas;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.twinafas.simulators.afas.books.OpenInvoice;

class ReadingBackTest {

    private static final Instant WINTER = Instant.parse("2026-11-02T09:00:00.400Z");

    private Instant now = WINTER;
    private AfasSimulator afas;
    private Caller caller;
    private String debtor;

    @BeforeEach
    void start() {
        InstantSource clock = () -> now;
        afas = AfasSimulator.start(AfasSimulatorConfig.standard().clock(clock));
        caller = Caller.of(afas);
        debtor = caller.post("KnSalesRelationOrg", Bodies.company("A", "a@a.example")).key("KnSalesRelationOrg",
                "DbId");
    }

    @AfterEach
    void stop() {
        caller.close();
        afas.close();
    }

    @Test
    void showsAProcessedOrderAsChangedByItsLines() {
        // Given
        caller.post("FbSales", Bodies.order(debtor, "R1", Bodies.line("1000", "1", "10")));
        caller.post("FbSales", Bodies.order(debtor, "R2", Bodies.line("1000", "1", "10")));
        now = WINTER.plusSeconds(600);

        // When
        afas.books().process("60000001");

        // Then
        assertThat(changedSince("2026-11-02T10:05:00")).containsExactly("60000001");
        assertThat(changedSince("2026-11-02T10:00:00")).containsExactly("60000001", "60000002");
        assertThat(caller.rows("Profit_Salesorders", "orderbyfieldids=OrderNumber").column("Status"))
                .containsExactly("Verwerkt", "Actief");
    }

    @Test
    void showsTheSameHourTwiceInAutumn() {
        // Given one order in each pass of the hour
        now = Instant.parse("2026-10-25T00:30:00Z");
        caller.post("FbSales", Bodies.order(debtor, "R1", Bodies.line("1000", "1", "10")));
        now = Instant.parse("2026-10-25T01:10:00Z");
        caller.post("FbSales", Bodies.order(debtor, "R2", Bodies.line("1000", "1", "10")));

        // When, Then the later one is the earlier one by the wall clock
        assertThat(caller.rows("Profit_SalesorderLines", "orderbyfieldids=ModifiedDate").column("ModifiedDate"))
                .containsExactly("2026-10-25T02:10:00Z", "2026-10-25T02:30:00Z");
    }

    @Test
    void putsTheInvoiceOfAProcessedOrderAmongTheOpenOnesUntilItIsPaid() {
        // Given
        caller.post("FbSales", Bodies.order(debtor, "R1", Bodies.line("1000", "1", "100")));
        assertThat(caller.rows("Profit_Debtor_Invoices").column("InvoiceNr")).isEmpty();
        afas.books().process("60000001");
        OpenInvoice open = afas.books().openInvoices().getFirst();
        assertThat(open.number()).isEqualTo("26000001");

        // When
        afas.books().pay(open, new BigDecimal("21"));

        // Then
        assertThat(balances()).containsExactly("100");

        // When
        afas.books().pay(open, new BigDecimal("100"));

        // Then
        assertThat(balances()).isEmpty();
    }

    @Test
    void showsWhatWasCounted() {
        // When
        afas.books().count("1000", new BigDecimal("7.5"));

        // Then
        Caller.Answer stock = caller.rows("Profit_Stock_per_Warehouse", "filterfieldids=Item_code",
                "filtervalues=1000", "operatortypes=1");
        assertThat(stock.column("In_stock")).containsExactly("7.5");
    }

    private List<String> balances() {
        return caller.rows("Profit_Debtor_Invoices").json().path("rows").valueStream()
                .map(row -> row.path("Balance").decimalValue().stripTrailingZeros().toPlainString()).toList();
    }

    private List<String> changedSince(String wallClock) {
        return caller.rows("Profit_SalesorderLines", "filterfieldids=ModifiedDate", "filtervalues=" + wallClock,
                "operatortypes=2", "orderbyfieldids=OrderNumber").column("OrderNumber");
    }
}
