package com.twinafas.simulators.afas.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * A line of an order.
 *
 * @param guid     {@code GuLi}, with braces
 * @param fields   by the names of {@code FbSalesLines}, defaults filled in
 * @param discount line discount in money
 * @param total    what the line adds to the order, discount taken off; with VAT when the order's prices are
 */
public record OrderLine(String guid, int number, Map<String, String> fields, BigDecimal gross, BigDecimal discount,
        BigDecimal total, Instant created, Instant modified) {

    public OrderLine {
        fields = Map.copyOf(fields);
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** The same, changed at a moment. */
    OrderLine touched(Instant now) {
        return new OrderLine(guid, number, fields, gross, discount, total, created, now);
    }

    public BigDecimal quantity() {
        return Values.number(field("QuUn"));
    }
}
