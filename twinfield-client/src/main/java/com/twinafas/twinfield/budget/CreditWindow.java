package com.twinafas.twinfield.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Credits of the last minute, exactly. Twinfield counts a call somewhere between our sending and its answer, so a
 * credit is ours again a minute after the answer: however Twinfield lays its windows, none of them sees more than the
 * limit. What others spent (another process of this tenant a moment ago, another client of the organisation) is
 * learned from Twinfield's own count, and until the first answer only one call is made. A small reserve makes that
 * first call possible for a process that follows on a killed one. Not safe for several threads.
 */
final class CreditWindow {

    static final Duration MINUTE = Duration.ofMinutes(1);

    private int limit;
    private final Deque<Spent> spent = new ArrayDeque<>();
    private int spentCredits;
    private int inFlight;
    private boolean counted;
    private int others;
    private Instant othersUntil = Instant.MIN;
    private Instant blockedUntil = Instant.MIN;

    private record Spent(Instant until, int credits) {
    }

    CreditWindow(int limit) {
        this.limit = limit;
    }

    /** Takes the credits if there are enough; otherwise says how long to wait at least before asking again. */
    @Nullable
    Duration take(int credits, Instant now) {
        forget(now);
        if (now.isBefore(blockedUntil)) {
            return Duration.between(now, blockedUntil);
        }
        if (!counted) {
            if (inFlight > 0) {
                return MINUTE;
            }
        } else if (limit - reserve() - spentCredits - inFlight - others < credits) {
            return untilNext(now);
        }
        inFlight += credits;
        return null;
    }

    /** The call of these credits was answered, or is given up. */
    void answered(int credits, Instant now) {
        counted = true;
        inFlight -= credits;
        spentCredits += credits;
        spent.addLast(new Spent(now.plus(MINUTE), credits));
    }

    /** Twinfield's own count, as the answer of a call that is still in flight for us. */
    void seen(int serverLimit, int remaining, Instant now) {
        forget(now);
        limit = Math.min(limit, serverLimit);
        int more = Math.max(0, serverLimit - remaining) - spentCredits;
        // Calls in flight may be counted already; that is no sign of others.
        others = more <= inFlight ? 0 : Math.max(0, more - inFlight - (serverLimit - limit));
        othersUntil = now.plus(MINUTE);
    }

    /** Twinfield wants no call before then. */
    void block(Instant until) {
        if (until.isAfter(blockedUntil)) {
            blockedUntil = until;
        }
    }

    /** What could be spent now. */
    int left() {
        return Math.max(0, limit - reserve() - spentCredits - inFlight - others);
    }

    private int reserve() {
        return limit < 10 ? 0 : Math.max(1, limit / 50);
    }

    private void forget(Instant now) {
        while (!spent.isEmpty() && !spent.getFirst().until().isAfter(now)) {
            spentCredits -= spent.removeFirst().credits();
        }
        if (!othersUntil.isAfter(now)) {
            others = 0;
        }
    }

    private Duration untilNext(Instant now) {
        Instant next = spent.isEmpty() ? now.plus(MINUTE) : spent.getFirst().until();
        if (others > 0 && othersUntil.isBefore(next)) {
            next = othersUntil;
        }
        return Duration.between(now, next);
    }
}
