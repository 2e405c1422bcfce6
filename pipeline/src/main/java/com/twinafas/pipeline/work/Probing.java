package com.twinafas.pipeline.work;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When to ask a system again that does not work for us. */
public final class Probing {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final BackOff WHILE_AWAY = new BackOff(FIRST, Duration.ofSeconds(30));
    /** Credentials are renewed by people. */
    private static final BackOff UNTIL_ACCEPTED = new BackOff(FIRST, Duration.ofMinutes(5));

    private Probing() {
    }

    /**
     * The wait before the next attempt at a system that is away: as long as it announced, else longer each time.
     *
     * @param failures  in a row
     * @param announced by the system; null when it did not say
     */
    public static Duration whileAway(int failures, @Nullable Duration announced) {
        if (announced == null) {
            return WHILE_AWAY.after(failures);
        }
        // Who says "at once" and is away again is not asked without end.
        return announced.compareTo(FIRST) < 0 ? FIRST : announced;
    }

    /** The wait before the next attempt at a system that does not accept our credentials. */
    public static Duration untilAccepted(int failures) {
        return UNTIL_ACCEPTED.after(failures);
    }
}
