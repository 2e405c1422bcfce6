package com.twinafas.simulators.afas.books;

import java.util.Map;

/** An address with its id; its values stand under the fields of {@code KnBasicAddressAdr}. */
public record Address(int id, Map<String, String> fields) {

    public Address {
        fields = Map.copyOf(fields);
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Street, number and addition, as AFAS writes them in one line. */
    public String streetLine() {
        return String.join(" ", field("Ad"), field("HmNr"), field("HmAd")).strip();
    }

    /** Postal code and place in one line, two spaces between. */
    public String placeLine() {
        return (field("ZpCd") + "  " + field("Rs")).strip();
    }
}
