package com.twinafas.schemas.key;

import java.util.Arrays;

/** The kinds of record that are polled from Twinfield. */
public enum RecordKind {
    CUSTOMER("customer"),
    ARTICLE("article"),
    SALES_INVOICE("sales-invoice"),
    TRANSACTION("transaction"),
    REFERENCE("reference");

    private final String wireName;

    RecordKind(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in keys, topic names and records. */
    public String wireName() {
        return wireName;
    }

    /** @throws IllegalArgumentException when no kind has this name */
    public static RecordKind ofWireName(String name) {
        return Arrays.stream(values()).filter(kind -> kind.wireName.equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No record kind is called '" + name + "'"));
    }
}
