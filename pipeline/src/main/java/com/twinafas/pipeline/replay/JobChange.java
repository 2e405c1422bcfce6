package com.twinafas.pipeline.replay;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done with a job that was begun. */
public enum JobChange {
    PAUSE(JobState.PAUSED),
    RESUME(JobState.RUNNING),
    CANCEL(JobState.CANCELLED);

    private final JobState to;

    JobChange(JobState to) {
        this.to = to;
    }

    /** Where the job stands then. */
    public JobState to() {
        return to;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The change with this name; empty when there is none. */
    public static Optional<JobChange> ofWireName(String name) {
        return Arrays.stream(values()).filter(change -> change.wireName().equals(name)).findFirst();
    }
}
