package com.twinafas.afas.http;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Whether the first byte of a request may have left. Sender and caller race when the caller's time is up while the
 * connection is still being made; exactly one of them wins, so that "nothing was sent" is never a guess.
 */
final class Departure {

    private enum State {
        WAITING,
        LEFT,
        ABANDONED,
        TOO_LATE
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    private final BooleanSupplier wanted;

    /** @param wanted asked when the first byte is about to leave */
    Departure(BooleanSupplier wanted) {
        this.wanted = wanted;
    }

    /** @return false when the caller gave up before, or does not want it any more: then nothing may be sent */
    boolean leave() {
        State next = wanted.getAsBoolean() ? State.LEFT : State.TOO_LATE;
        return state.compareAndSet(State.WAITING, next) && next == State.LEFT;
    }

    /** Whether nothing was sent because it was not wanted any more. */
    boolean isTooLate() {
        return state.get() == State.TOO_LATE;
    }

    /** @return true when nothing was sent, and nothing will be */
    boolean abandon() {
        return state.compareAndSet(State.WAITING, State.ABANDONED);
    }
}
