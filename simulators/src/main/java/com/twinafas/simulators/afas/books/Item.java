package com.twinafas.simulators.afas.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * An article or other item.
 *
 * @param type   as in {@code VaIt}: 2 is an article
 * @param fields by the names of {@code FbItemArticle}
 */
public record Item(String code, String type, Map<String, String> fields, BigDecimal stock, Instant created,
        Instant modified) {

    public Item {
        fields = Map.copyOf(fields);
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    public boolean blocked() {
        return Values.yes(field("Bl"));
    }
}
