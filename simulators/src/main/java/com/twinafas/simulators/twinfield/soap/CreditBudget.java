package com.twinafas.simulators.twinfield.soap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Lets calls through while address, client id and organisation have credits left. */
final class CreditBudget {

    private final CreditWindow organisation;
    private final List<CreditWindow> windows;
    private final InstantSource clock;

    CreditBudget(Limits limits, InstantSource clock) {
        this.organisation = new CreditWindow(limits.organisation());
        this.windows = List.of(new CreditWindow(limits.address()), new CreditWindow(limits.client()), organisation);
        this.clock = clock;
    }

    /** Spends the credits; else says how long to wait, and spends none. */
    synchronized Optional<Duration> spend(int credits) {
        Instant now = clock.instant();
        Optional<Duration> wait = windows.stream().filter(window -> window.remaining(now) < credits)
                .map(window -> window.free(credits, now)).max(Duration::compareTo);
        if (wait.isEmpty()) {
            windows.forEach(window -> window.spend(credits, now));
        }
        return wait;
    }

    int limit() {
        return organisation.limit();
    }

    synchronized int remaining() {
        return organisation.remaining(clock.instant());
    }
}
