package com.twinafas.pipeline.work;

import java.time.Duration;

/** Pauses between tries, each twice as long as the one before. */
public record BackOff(Duration first, Duration longest) {

    /** @param failures that came before, at least one */
    public Duration after(int failures) {
        Duration pause = first;
        for (int failure = 1; failure < failures && pause.compareTo(longest) < 0; failure++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
