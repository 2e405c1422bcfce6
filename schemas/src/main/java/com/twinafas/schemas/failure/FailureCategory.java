package com.twinafas.schemas.failure;

import java.util.Locale;

/** Who can do something about a failure. */
public enum FailureCategory {
    /** Goes by itself. */
    TRANSIENT,
    /** A bookkeeper: something in the data or the books. */
    BUSINESS,
    /** An administrator: a right, a connector, a setting. */
    CONFIGURATION,
    /** We. */
    BUG;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
