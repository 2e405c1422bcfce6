package com.twinafas.afas.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.twinafas.afas.AfasFailure;

/**
 * At most so many calls at once, reads and writes together, and each GetConnector only in turn. Who waits longest goes
 * first.
 */
public final class CallLimit {

    private final int allowed;
    private final Semaphore calls;
    private final Duration patience;
    private final ConnectorTurns connectors;
    private final ConnectorTurns.Precedence precedence;

    /** @param patience how long a call waits for its turn */
    public CallLimit(int callsAtOnce, Duration patience, ConnectorTurns connectors,
            ConnectorTurns.Precedence precedence) {
        this.allowed = callsAtOnce;
        this.calls = new Semaphore(callsAtOnce, true);
        this.patience = patience;
        this.connectors = connectors;
        this.precedence = precedence;
    }

    /** So many calls at once. */
    public int allowed() {
        return allowed;
    }

    /** So many of them now. */
    public int active() {
        return allowed - calls.availablePermits();
    }

    /** @throws AfasFailure.Unavailable when its turn did not come; nothing was sent */
    public HttpAnswer within(HttpCall call, Supplier<HttpAnswer> sending) {
        if (call.kind() != HttpCall.Kind.ROWS) {
            return counted(call, sending);
        }
        // The connector first: who waits for it must not keep a call from others.
        await(call, () -> connectors.take(call.name(), precedence, patience));
        try {
            return counted(call, sending);
        } finally {
            connectors.give(call.name());
        }
    }

    private HttpAnswer counted(HttpCall call, Supplier<HttpAnswer> sending) {
        await(call, () -> calls.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return sending.get();
        } finally {
            calls.release();
        }
    }

    private static void await(HttpCall call, Turn turn) {
        try {
            if (!turn.came()) {
                throw new AfasFailure.Unavailable(call + ": its turn did not come, nothing was sent", null, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AfasFailure.Unavailable(call + ": interrupted before anything was sent", null, e);
        }
    }

    private interface Turn {
        boolean came() throws InterruptedException;
    }
}
