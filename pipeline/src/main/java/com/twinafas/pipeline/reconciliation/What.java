package com.twinafas.pipeline.reconciliation;

import java.util.Locale;

/** In what the two systems differ. */
public enum What {
    /** Twinfield has it, AFAS does not. */
    MISSING("missing in AFAS"),
    /** AFAS has it under our key, Twinfield does not have it there. */
    EXTRA("extra in AFAS"),
    /** AFAS has it more than once. */
    TWICE("more than once in AFAS"),
    CURRENCY("another currency"),
    AMOUNT("another amount"),
    PERIOD("another period");

    private final String words;

    What(String words) {
        this.words = words;
    }

    /** For a reader. */
    public String words() {
        return words;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
