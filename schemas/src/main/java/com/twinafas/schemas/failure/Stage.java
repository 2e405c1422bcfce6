package com.twinafas.schemas.failure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where on its way a record is; what AFAS says is read back. */
public enum Stage {
    POLL,
    MAP,
    WRITE,
    READ,
    NOTIFY;

    /** The stage with this name; empty when there is none. */
    public static Optional<Stage> ofWireName(String name) {
        return Arrays.stream(values()).filter(stage -> stage.wireName().equals(name)).findFirst();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
