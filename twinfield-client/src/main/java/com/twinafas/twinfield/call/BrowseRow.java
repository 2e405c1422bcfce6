package com.twinafas.twinfield.call;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.xml.XmlElement;

/**
 * One line of a browse. Cells are known by their field: their number can differ from the header's (twinfield-api §5.1).
 *
 * @param daybook code of the transaction's day book, from the row's key
 * @param number  of the transaction
 * @param line    of the transaction; null when the row is about the whole
 * @param cells   raw values by field
 */
public record BrowseRow(@Nullable String office, @Nullable String daybook, @Nullable String number,
        @Nullable String line, Map<String, String> cells) {

    /** @param fields the names that rows before had, so that each is in memory once */
    static BrowseRow of(XmlElement row, Map<String, String> fields) {
        Map<String, String> cells = new TreeMap<>();
        for (XmlElement cell : row.children("td")) {
            String field = cell.attribute("field");
            if (field != null) {
                cells.put(fields.computeIfAbsent(field, name -> name), cell.text());
            }
        }
        return new BrowseRow(row.textAt("key", "office"), row.textAt("key", "code"), row.textAt("key", "number"),
                row.textAt("key", "line"), Map.copyOf(cells));
    }

    /** The value of a cell; null when it is missing or empty. */
    public @Nullable String cell(String field) {
        String value = cells.get(field);
        return value == null || value.isEmpty() ? null : value;
    }
}
