package com.twinafas.notifier.notice;

import java.time.Duration;
import java.time.Instant;

/**
 * When to send the next message. The first cause waits a moment for others to join it; while new causes keep coming
 * each message gathers twice as long as the one before, until an hour passed without any. So a person hears of trouble
 * within seconds and never gets more than a few messages an hour.
 */
public final class Pace {

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration CALM = Duration.ofHours(1);

    private final Duration shortest;
    private Duration gathering;
    private Instant lastMessage = Instant.MIN;

    /** @param shortest how long the first cause waits for others */
    public Pace(Duration shortest) {
        this.shortest = shortest;
        gathering = shortest;
    }

    /** Whether a message is due when the oldest cause that nobody was told about was first seen then. */
    public boolean isDue(Instant oldest, Instant now) {
        if (isCalm(now)) {
            gathering = shortest;
        }
        return !now.isBefore(oldest.plus(gathering));
    }

    /** A message goes out. */
    public void sent(Instant now) {
        lastMessage = now;
        Duration twice = gathering.multipliedBy(2);
        gathering = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }

    private boolean isCalm(Instant now) {
        return lastMessage.equals(Instant.MIN) || !now.isBefore(lastMessage.plus(CALM));
    }
}
