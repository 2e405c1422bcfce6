package com.twinafas.pipeline.replay;

import java.util.Locale;

/** Where a job stands. */
public enum JobState {
    RUNNING,
    PAUSED,
    DONE,
    CANCELLED,
    /** It was not begun; the job says why. */
    REFUSED;

    /** Whether it is over for good. */
    public boolean isFinal() {
        return this == DONE || this == CANCELLED || this == REFUSED;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
