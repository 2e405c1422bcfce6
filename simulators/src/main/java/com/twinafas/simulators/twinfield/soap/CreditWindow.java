package com.twinafas.simulators.twinfield.soap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Credits spent in the last 60 seconds. Not thread-safe. */
final class CreditWindow {

    private static final Duration LENGTH = Duration.ofSeconds(60);

    private final int limit;
    private final Deque<Spent> spent = new ArrayDeque<>();
    private int used;

    CreditWindow(int limit) {
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    int remaining(Instant now) {
        forget(now);
        return limit - used;
    }

    void spend(int credits, Instant now) {
        spent.addLast(new Spent(now, credits));
        used += credits;
    }

    /** How long until so many credits are free. */
    Duration free(int credits, Instant now) {
        int missing = credits - remaining(now);
        for (Spent one : spent) {
            missing -= one.credits();
            if (missing <= 0) {
                return Duration.between(now, one.at().plus(LENGTH));
            }
        }
        return LENGTH;
    }

    private void forget(Instant now) {
        while (!spent.isEmpty() && !spent.getFirst().at().plus(LENGTH).isAfter(now)) {
            used -= spent.removeFirst().credits();
        }
    }

    private record Spent(Instant at, int credits) {
    }
}
