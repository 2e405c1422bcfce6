package com.twinafas.notifier.watch;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether what waits before one of the roles is in trouble: there is much, and for long it did not get less. It is over
 * when there is little, or half of what there was.
 */
public final class Backlog {

    private boolean trouble;
    private long least = Long.MAX_VALUE;
    private long most;
    private @Nullable Instant leastAt;

    /** @param trouble whether it was in trouble when it was looked at last */
    public Backlog(boolean trouble) {
        this.trouble = trouble;
    }

    /**
     * Looks at it.
     *
     * @param waiting records now
     * @param limit   how many are no trouble
     * @param growing how long more than that may wait without getting fewer
     * @return whether it is in trouble
     */
    public boolean isTrouble(long waiting, long limit, Duration growing, Instant now) {
        Instant since = leastAt;
        if (waiting < least || waiting < limit || since == null) {
            least = waiting;
            leastAt = now;
            since = now;
        }
        most = Math.max(most, waiting);
        if (trouble) {
            trouble = waiting >= limit && waiting * 2 > most;
        } else if (waiting >= limit && !now.isBefore(since.plus(growing))) {
            trouble = true;
        }
        if (!trouble) {
            most = waiting;
        }
        return trouble;
    }
}
