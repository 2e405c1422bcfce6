package com.twinafas.simulators.company;

/** The status Twinfield shows on a record. */
public enum RecordStatus {
    ACTIVE("active"),
    HIDDEN("hide"),
    DELETED("deleted");

    private final String wireName;

    RecordStatus(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in {@code @status}. */
    public String wireName() {
        return wireName;
    }
}
