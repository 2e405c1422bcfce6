package com.twinafas.reader.reading;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasRow;
import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.reader.shelf.Known;
import com.twinafas.reader.shelf.Shelf;
import com.twinafas.reader.shelf.Step;
import com.twinafas.reader.statement.AfasKey;
import com.twinafas.reader.statement.Sighting;
import com.twinafas.reader.statement.Statement;

/**
 * The stock of items. AFAS tells neither when it changed nor, in its own connector, in which warehouse it is
 * (afas-api §2.1): all of it is read each time, and the rows of an item are added up.
 */
public final class StockReading implements Reading {

    private static final String ITEM = "Item_code";
    private static final String IN_STOCK = "In_stock";
    private static final String UNIT = "Unit";

    private final Shelf shelf;
    private final InstantSource clock;
    private final @Nullable String warehouseColumn;
    private final KeyedRows rows;
    private final Disappearances disappearances;

    /**
     * @param warehouseColumn of a connector that has one; null adds up all rows of an item
     * @param vanishedPercent how much of it may vanish at once
     */
    public StockReading(Afas afas, Shelf shelf, String connector, @Nullable String warehouseColumn,
            int vanishedPercent, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
        this.warehouseColumn = warehouseColumn;
        List<String> columns = new ArrayList<>(List.of(ITEM, IN_STOCK, UNIT));
        if (warehouseColumn != null) {
            columns.add(warehouseColumn);
        }
        this.rows = new KeyedRows(afas, connector, ITEM, columns,
                warehouseColumn == null ? List.of() : List.of(warehouseColumn));
        this.disappearances = new Disappearances(shelf, name(), connector, vanishedPercent);
    }

    @Override
    public String name() {
        return "stock";
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        KeyTable listed = new KeyTable(0);
        rows.pages(List.of(), page -> publish(page, now).forEach(key -> listed.add(key.toString())));
        BiPredicate<AfasKey.Stock, Known> before = (key, known) -> known.readAt().isBefore(now);
        disappearances.publish(
                shelf.present(AfasKey.Stock.class, before.and((key, known) -> !listed.contains(key.toString())))
                        .keySet().stream().map(key -> new Statement.Vanished(key, null)).toList(),
                shelf.countPresent(AfasKey.Stock.class, before), now, shelf.position(name()).complete(clock.instant()));
    }

    private Set<AfasKey.Stock> publish(List<AfasRow> page, Instant readAt) {
        Map<AfasKey.Stock, List<AfasRow>> byKey = new LinkedHashMap<>();
        page.forEach(row -> byKey.computeIfAbsent(
                new AfasKey.Stock(row.required(ITEM), warehouseColumn == null ? null : row.text(warehouseColumn)),
                any -> new ArrayList<>()).add(row));
        Step step = new Step(name());
        byKey.forEach((key, all) -> step.saw(Sighting.of(statement(key, all), readAt)));
        shelf.publish(step);
        return byKey.keySet();
    }

    private static Statement statement(AfasKey.Stock key, List<AfasRow> rows) {
        List<@Nullable String> units = rows.stream().map(row -> row.text(UNIT)).distinct().toList();
        BigDecimal inStock = rows.stream().map(row -> row.decimal(IN_STOCK)).filter(Objects::nonNull)
                .reduce(BigDecimal::add).orElse(null);
        return new Statement.Stock(key, units.size() == 1 ? units.getFirst() : null,
                inStock == null ? null : inStock.stripTrailingZeros().toPlainString());
    }
}
