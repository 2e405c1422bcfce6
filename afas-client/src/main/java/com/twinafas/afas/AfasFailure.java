package com.twinafas.afas;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;

/**
 * Why AFAS did not do what was asked. Which one it is decides what the caller does; no caller looks at a status or a
 * text. The message is for the log and carries no personal data; the reason that a bookkeeper reads is in the cause.
 */
public abstract sealed class AfasFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Cause failure;
    private @Nullable String answer;

    AfasFailure(Cause failure, String message, @Nullable Throwable reason) {
        super(message, reason);
        this.failure = failure;
    }

    public Cause failure() {
        return failure;
    }

    /** With what AFAS answered. */
    public final AfasFailure answered(String body) {
        answer = body;
        return this;
    }

    /** What AFAS answered, word for word; may hold personal data. Null when there was no answer. */
    public final @Nullable String answer() {
        return answer;
    }

    /** A functional check failed: a person must act. */
    public static final class Refused extends AfasFailure {
        private static final long serialVersionUID = 1L;
        private final @Nullable String logReference;

        /** @param logReference {@code profitLogReference}: the customer's administrator needs it */
        public Refused(Cause failure, String message, @Nullable String logReference) {
            super(failure, message, null);
            this.logReference = logReference;
        }

        public @Nullable String logReference() {
            return logReference;
        }
    }

    /** Another user holds a journal or record: try again. */
    public static final class Locked extends AfasFailure {
        private static final long serialVersionUID = 1L;

        public Locked(String what, String message) {
            super(Cause.of(FailureCode.AFAS_LOCKED, "what", what), message, null);
        }
    }

    /** AFAS cannot be reached or is in maintenance; the request was not carried out. Pause the whole line. */
    public static final class Unavailable extends AfasFailure {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable Duration retryAfter;

        public Unavailable(String message, @Nullable Duration retryAfter, @Nullable Throwable reason) {
            super(Cause.of(FailureCode.AFAS_UNAVAILABLE), message, reason);
            this.retryAfter = retryAfter;
        }

        /** How long AFAS says it takes; null when it does not say. */
        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** It was held up until its sender did not want it sent any more; nothing was sent. */
    public static final class TooLate extends AfasFailure {
        private static final long serialVersionUID = 1L;

        public TooLate(String message) {
            super(Cause.of(FailureCode.AFAS_UNAVAILABLE), message, null);
        }
    }

    /** Our credentials are not accepted: stop the line. */
    public static final class Unauthorized extends AfasFailure {
        private static final long serialVersionUID = 1L;

        public Unauthorized(String message) {
            super(Cause.of(FailureCode.AFAS_UNAUTHORIZED), message, null);
        }
    }

    /** AFAS or what stands before it limits us; the request was not carried out. */
    public static final class Throttled extends AfasFailure {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable Duration retryAfter;

        public Throttled(String message, @Nullable Duration retryAfter) {
            super(Cause.of(FailureCode.AFAS_THROTTLED), message, null);
            this.retryAfter = retryAfter;
        }

        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** It is not known whether AFAS carried the request out: look, never send again. Only writes can end like this. */
    public static final class InDoubt extends AfasFailure {
        private static final long serialVersionUID = 1L;

        public InDoubt(String connector, String message, @Nullable Throwable reason) {
            super(Cause.of(FailureCode.IN_DOUBT, Map.of("reference", connector)), message, reason);
        }
    }

    /** A connector, field or right is missing, or an answer does not have the shape it must have. */
    public static final class ContractBroken extends AfasFailure {
        private static final long serialVersionUID = 1L;

        public ContractBroken(String what, String message) {
            super(Cause.of(FailureCode.AFAS_CONTRACT_BROKEN, "what", what), message, null);
        }
    }
}
