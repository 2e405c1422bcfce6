package com.twinafas.afas.http;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the first byte of a request may have left. Sender and caller race when the caller's time is up while the
 * connection is still being made; exactly one of them wins, so that "nothing was sent" is never a guess.
 */
final class Departure {

    private enum State {
        WAITING,
        LEFT,
        ABANDONED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /** @return false when the caller gave up before: then nothing may be sent */
    boolean leave() {
        return state.compareAndSet(State.WAITING, State.LEFT);
    }

    /** @return true when nothing was sent, and nothing will be */
    boolean abandon() {
        return state.compareAndSet(State.WAITING, State.ABANDONED);
    }
}
