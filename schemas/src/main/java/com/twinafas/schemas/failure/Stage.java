package com.twinafas.schemas.failure;

import java.util.Locale;

/** Where on its way a record is. */
public enum Stage {
    POLL, MAP, WRITE, NOTIFY;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
