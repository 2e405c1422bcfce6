package com.twinafas.simulators.afas.books;

import java.time.Instant;
import java.util.Map;

/**
 * A sales relation, and a debtor when {@code IsDb} says so.
 *
 * @param number {@code DbId}
 * @param party  number of its organisation or person
 * @param fields by the names of {@code KnSalesRelationOrg}
 */
public record Debtor(String number, String party, boolean debtor, Map<String, String> fields, Instant created,
        Instant modified) {

    public Debtor {
        fields = Map.copyOf(fields);
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    public boolean blocked() {
        return Values.yes(field("Bl")) || Values.yes(field("BlTl"));
    }
}
