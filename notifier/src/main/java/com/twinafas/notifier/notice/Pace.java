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
    private int messages;
    private Instant lastMessage;

    /** @param shortest how long the first cause waits for others */
    public Pace(Duration shortest) {
        this(shortest, 0, Instant.EPOCH);
    }

    /** @param messages without an hour of calm between any two of them, the last of them at that time */
    public Pace(Duration shortest, int messages, Instant lastMessage) {
        this.shortest = shortest;
        this.messages = messages;
        this.lastMessage = lastMessage;
    }

    /** How many messages went out since it was calm. */
    public int messages() {
        return messages;
    }

    public Instant lastMessage() {
        return lastMessage;
    }

    /** Whether a message is due when the oldest cause that nobody was told about was first seen then. */
    public boolean isDue(Instant oldest, Instant now) {
        if (!now.isBefore(lastMessage.plus(CALM))) {
            messages = 0;
        }
        return !now.isBefore(oldest.plus(gathering()));
    }

    /** A message goes out. */
    public void sent(Instant now) {
        lastMessage = now;
        messages++;
    }

    private Duration gathering() {
        Duration gathering = shortest;
        for (int message = 0; message < messages && gathering.compareTo(LONGEST) < 0; message++) {
            gathering = gathering.multipliedBy(2);
        }
        return gathering.compareTo(LONGEST) < 0 ? gathering : LONGEST;
    }
}
