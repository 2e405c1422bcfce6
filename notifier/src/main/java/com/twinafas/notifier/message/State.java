package com.twinafas.notifier.message;

import java.util.Locale;

/** How a cause stands for who reads of it. */
public enum State {
    /** The reader did not know of it. */
    NEW,
    /** The reader was told of it before. */
    OPEN,
    /** It holds nothing up any more. */
    SOLVED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
