package com.twinafas.simulators.afas.books;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sales order or a direct invoice.
 *
 * @param number    {@code OrNu}
 * @param direct    whether it is a direct invoice
 * @param fields    by the names of {@code FbSales}, defaults filled in
 * @param invoice   its invoice number ({@code Liln}), once invoiced
 * @param processed whether it can no longer be changed
 */
public record Order(String number, boolean direct, Map<String, String> fields, List<OrderLine> lines, Totals totals,
        @Nullable String invoice, boolean processed, Instant created, Instant modified) {

    public Order {
        fields = Map.copyOf(fields);
        lines = List.copyOf(lines);
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    public String debtor() {
        return field("DbId");
    }

    /** {@code RfCs}; empty when none was given. */
    public String reference() {
        return field("RfCs");
    }

    public LocalDate date() {
        return LocalDate.parse(field("OrDa"));
    }

    /** The same, invoiced and no longer to be changed; the status of each line has changed with it. */
    public Order done(String invoiceNumber, Instant now) {
        return new Order(number, direct, fields, lines.stream().map(line -> line.touched(now)).toList(), totals,
                invoiceNumber, true, created, now);
    }
}
