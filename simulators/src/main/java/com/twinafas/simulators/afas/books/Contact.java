package com.twinafas.simulators.afas.books;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact of a party: a person ({@code PRS}), a department ({@code AFD}) or a delivery address ({@code AFL}).
 *
 * @param person number of the party that is the person
 */
public record Contact(int id, Map<String, String> fields, @Nullable String person, @Nullable Address address) {

    public Contact {
        fields = Map.copyOf(fields);
    }

    public String kind() {
        return fields.getOrDefault("ViKc", person == null ? "AFD" : "PRS");
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
