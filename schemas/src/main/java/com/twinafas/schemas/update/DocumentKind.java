package com.twinafas.schemas.update;

import java.util.Arrays;

/** As what a record lands in AFAS; frozen for a record at its first intent. */
public enum DocumentKind {
    DEBTOR("debtor"),
    ITEM("item"),
    ORDER("order"),
    DIRECT_INVOICE("direct-invoice"),
    ENTRY("entry"),
    DELETION("deletion");

    private final String wireName;

    DocumentKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** @throws IllegalArgumentException when no kind has this name */
    public static DocumentKind ofWireName(String name) {
        return Arrays.stream(values()).filter(kind -> kind.wireName.equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No document kind is called '" + name + "'"));
    }
}
