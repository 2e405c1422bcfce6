package com.twinafas.pipeline.doubt;

import java.time.Duration;
import java.time.Instant;

/**
 * How long nobody can know what becomes of a request without an answer.
 *
 * @param inDoubt how long AFAS may still be at it
 */
public record PeriodOfDoubt(Duration inDoubt) {

    private static final Duration OLDEST_INTENT = Duration.ofSeconds(10);

    /** An intent this old is recorded anew before its request leaves: later than this after it nothing is sent. */
    public Duration oldestIntent() {
        Duration half = inDoubt.dividedBy(2);
        return half.compareTo(OLDEST_INTENT) < 0 ? half : OLDEST_INTENT;
    }

    /** From when on what is not there will not come any more. */
    public Instant end(Instant recordedAt) {
        return recordedAt.plus(oldestIntent()).plus(inDoubt);
    }
}
