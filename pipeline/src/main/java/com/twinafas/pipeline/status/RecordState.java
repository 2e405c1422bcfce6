package com.twinafas.pipeline.status;

/** Where a record that was read is now; it is in one of these. */
public enum RecordState {
    /** Read; not mapped yet, or it waits for its customer or reference data. */
    WAITING("waiting"),
    /** Ready to be written. */
    MAPPED("mapped"),
    /** It travels as several records, each with a story of its own. */
    SPLIT("split"),
    /** By the settings it does not travel. */
    IGNORED("ignored"),
    /** AFAS has this state of it, by our doing. */
    DELIVERED("delivered"),
    /** AFAS had this state of it already. */
    UNCHANGED("unchanged"),
    /** AFAS has a newer state of it. */
    SUPERSEDED("superseded"),
    /** It is not known whether AFAS has it. */
    IN_DOUBT("inDoubt"),
    /** It cannot go on without a person. */
    REFUSED("refused");

    private final String wireName;

    RecordState(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON. */
    public String wireName() {
        return wireName;
    }
}
