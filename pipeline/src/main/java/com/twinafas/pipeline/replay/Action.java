package com.twinafas.pipeline.replay;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a job does with its records. */
public enum Action {
    /** Maps the current state of records that are held up and sends it again. */
    REDRIVE,
    /** Closes dead letters because somebody says that nothing is to be done. */
    DISCARD,
    /** Maps the current state of all records of a flow and sends what AFAS does not have. */
    REPLAY;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action with this name; empty when there is none. */
    public static Optional<Action> ofWireName(String name) {
        return Arrays.stream(values()).filter(action -> action.wireName().equals(name)).findFirst();
    }
}
