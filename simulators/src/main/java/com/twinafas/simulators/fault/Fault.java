package com.twinafas.simulators.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes wrong with a request. Those of the connection are carried out by {@link SimulatedServer}, the
 * others ({@link Refusal}) are answered by the simulated system in its own words, and change nothing in its books.
 */
public sealed interface Fault {

    /** The connection is reset before the body is read. */
    record ResetBeforeBody() implements Fault {
    }

    /** The connection is reset after the body is read; nothing is committed. */
    record ResetBeforeCommit() implements Fault {
    }

    /** The request is carried out, then the connection is reset: the answer is lost. */
    record AnswerLost() implements Fault {
    }

    /** Nothing happens for so long; then the request is carried out, whether the client still waits or not. */
    record Delayed(Duration by) implements Fault {
    }

    /** The request is carried out at once and answered only so much later. */
    record AnswerLate(Duration by) implements Fault {
    }

    /** Nothing happens and nothing is ever answered: the connection stands, but nobody is behind it. */
    record Silence() implements Fault {
    }

    /**
     * The request is carried out and half of the answer comes.
     *
     * @param reset whether the connection then breaks; else the half answer is complete as far as HTTP can tell
     */
    record Truncated(boolean reset) implements Fault {
    }

    /** The request is carried out; the answer has its status but no body. */
    record EmptyBody() implements Fault {
    }

    /**
     * The request is carried out, and the client is told something else: a gateway's time-out, or the system's own
     * after it did the work.
     */
    record AnswerReplaced(int status, String contentType, String body) implements Fault {
    }

    /** Somebody changes the books just before the request is carried out, for example between two pages of a list. */
    record Meanwhile(Runnable change) implements Fault {
    }

    /** A fault that the simulated system answers by itself, without carrying the request out. */
    sealed interface Refusal extends Fault {
    }

    /** 429; {@code retryAfter} is the header, null for none. */
    record Throttled(@Nullable Duration retryAfter) implements Refusal {
    }

    /** 503; {@code retryAfter} is what the body promises, null for nothing. */
    record Maintenance(@Nullable Duration retryAfter) implements Refusal {
    }

    /** What the request is about is in use by another user. */
    record Locked() implements Refusal {
    }

    /** Something went wrong in the system that it has no words for. */
    record Unexpected() implements Refusal {
    }

    /** The access token has ended, whatever its age. */
    record ExpiredToken() implements Refusal {
    }

    /** The page of a proxy that stands before the system: HTML, never what the client asked for. */
    record ProxyPage(int status) implements Refusal {
    }

    /** Exactly this answer. */
    record Given(int status, String contentType, String body) implements Refusal {
    }
}
