package com.twinafas.reader.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.reader.statement.AfasKey;
import com.twinafas.reader.statement.Statement;
import com.twinafas.simulators.afas.books.Item;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

class StockReadingTest {

    private static final String STOCK = "Profit_Stock_per_Warehouse";

    private final SetClock clock = new SetClock(Instant.parse("2026-11-20T09:00:00Z"));
    private final Rig rig = new Rig(clock);
    private final PartialAfas afas = rig.afas();
    private final MemoryShelf shelf = new MemoryShelf(clock);

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void publishesEachArticleOnceAndThenWhatChanged() {
        // Given
        StockReading reading = reading(null);
        reading.run();
        assertThat(shelf.takenKeys()).containsExactlyInAnyOrderElementsOf(
                rig.books().items().stream().filter(item -> item.type().equals("2")).map(Item::code).toList());

        // When
        rig.books().count("1000", new BigDecimal("7.50"));
        clock.pass(Duration.ofMinutes(15));
        reading.run();

        // Then
        assertThat(shelf.taken()).singleElement().isInstanceOfSatisfying(Statement.Stock.class, stock -> {
            assertThat(stock.key()).isEqualTo(new AfasKey.Stock("1000", null));
            assertThat(stock.inStock()).isEqualTo("7.5");
            assertThat(stock.unit()).isEqualTo("stk");
        });
        assertThat(shelf.position("stock").isComplete()).isTrue();
    }

    @Test
    void addsUpWarehousesThatTheConnectorDoesNotTellApart() {
        given("""
                {"Item_code":"A","In_stock":5,"Unit":"stk"},{"Item_code":"A","In_stock":5,"Unit":"stk"},
                {"Item_code":"B","In_stock":-1.5,"Unit":"stk"},{"Item_code":"B","In_stock":2,"Unit":"kg"},
                {"Item_code":"C","In_stock":null,"Unit":null}""");

        reading(null).run();

        assertThat(shelf.taken()).containsExactly(stock("A", null, "stk", "10"), stock("B", null, null, "0.5"),
                stock("C", null, null, null));
    }

    @Test
    void keepsWarehousesApartWhenACopyOfTheConnectorDoes() {
        given("""
                {"Item_code":"A","In_stock":5,"Unit":"stk","War":"01"},
                {"Item_code":"A","In_stock":7,"Unit":"stk","War":"02"}""");

        reading("War").run();

        assertThat(shelf.taken()).containsExactly(stock("A", "01", "stk", "5"), stock("A", "02", "stk", "7"));
        assertThat(new AfasKey.Stock("A", "01")).hasToString("A/01");
    }

    @Test
    void saysThatAnItemIsGone() {
        // Given
        StockReading reading = reading(null);
        reading.run();
        shelf.taken();
        afas.hide(row -> "1000".equals(row.text("Item_code")));

        // When
        clock.pass(Duration.ofMinutes(15));
        reading.run();

        // Then
        assertThat(shelf.taken()).containsExactly(new Statement.Vanished(new AfasKey.Stock("1000", null), null));
    }

    private StockReading reading(@Nullable String warehouseColumn) {
        return new StockReading(afas, shelf, STOCK, warehouseColumn, 2, clock);
    }

    private static Statement stock(String item, @Nullable String warehouse, @Nullable String unit,
            @Nullable String inStock) {
        return new Statement.Stock(new AfasKey.Stock(item, warehouse), unit, inStock);
    }

    private void given(String rows) {
        rig.simulator().faults()
                .add(FaultRule.of("rows",
                        new Fault.Given(200, "application/json",
                                "{\"skip\":0,\"take\":500,\"rows\":[" + rows + "]}"))
                        .operation(STOCK));
    }
}
