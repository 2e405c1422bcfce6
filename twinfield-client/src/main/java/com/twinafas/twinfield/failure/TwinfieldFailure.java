package com.twinafas.twinfield.failure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;

/**
 * Why Twinfield did not give what was asked (twinfield-api §7). Which one it is decides what the caller does; no caller
 * looks at a status or a text. The message is for the log and carries no content of any record.
 */
public abstract sealed class TwinfieldFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int REASON_LENGTH = 300;

    private final transient Cause failure;

    TwinfieldFailure(Cause failure, String message, @Nullable Throwable reason) {
        super(message, reason);
        this.failure = failure;
    }

    public Cause failure() {
        return failure;
    }

    /** Whether the same call may succeed a moment later. */
    public boolean isTransient() {
        return false;
    }

    /** Whether the access token or its cluster is not accepted, and those of a new sign-in may be. */
    public boolean asksForNewSignIn() {
        return false;
    }

    /** When Twinfield wants to be asked again; null when it does not say. */
    public @Nullable Duration retryAfter() {
        return null;
    }

    /** A SOAP fault with a code that has no type of its own. */
    public static final class Fault extends TwinfieldFailure {
        private static final long serialVersionUID = 1L;
        private static final String UNEXPECTED = "100";
        private static final String WRONG_CLUSTER = "108";
        private final String code;

        public Fault(String code) {
            super(UNEXPECTED.equals(code)
                    ? Cause.of(FailureCode.TWINFIELD_UNAVAILABLE)
                    : Cause.of(FailureCode.TWINFIELD_REFUSED, "reason", "fault " + code), "Fault " + code, null);
            this.code = code;
        }

        /** Twinfield's code, or {@code http-} and the status when the answer had none. */
        public String code() {
            return code;
        }

        @Override
        public boolean isTransient() {
            return code.equals(UNEXPECTED);
        }

        /** The organisation may have moved to another cluster. */
        @Override
        public boolean asksForNewSignIn() {
            return code.equals(WRONG_CLUSTER);
        }
    }

    /** The answer has errors inside: all of its messages, in the user's language. */
    public static final class RecordRefused extends TwinfieldFailure {
        private static final long serialVersionUID = 1L;
        private final transient List<String> messages;

        public RecordRefused(List<String> messages) {
            super(Cause.of(FailureCode.TWINFIELD_REFUSED, "reason", shortened(String.join("; ", messages))),
                    "Refused with " + messages.size() + " messages", null);
            this.messages = List.copyOf(messages);
        }

        public List<String> messages() {
            return messages;
        }
    }

    /** The record does not exist (any more). */
    public static final class NotFound extends TwinfieldFailure {
        private static final long serialVersionUID = 1L;

        public NotFound(String what) {
            super(Cause.of(FailureCode.TWINFIELD_REFUSED, "reason", what + " does not exist"), "Not found", null);
        }
    }

    /** Too many calls: Twinfield answered 429. */
    public static final class Throttled extends TwinfieldFailure {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable Duration retryAfter;

        public Throttled(@Nullable Duration retryAfter) {
            super(Cause.of(FailureCode.TWINFIELD_THROTTLED), "Throttled", null);
            this.retryAfter = retryAfter;
        }

        @Override
        public boolean isTransient() {
            return true;
        }

        @Override
        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** Twinfield, its identity server or what stands before them cannot be reached or does not answer in time. */
    public static final class Unavailable extends TwinfieldFailure {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable Duration retryAfter;

        public Unavailable(String message, @Nullable Duration retryAfter, @Nullable Throwable reason) {
            super(Cause.of(FailureCode.TWINFIELD_UNAVAILABLE), message, reason);
            this.retryAfter = retryAfter;
        }

        @Override
        public boolean isTransient() {
            return true;
        }

        @Override
        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The access token, refresh token or client is not accepted. */
    public static final class Unauthorized extends TwinfieldFailure {
        private static final long serialVersionUID = 1L;
        private final boolean tokenRejected;

        /** @param tokenRejected the access token was refused, and a new one may be accepted */
        public Unauthorized(String message, boolean tokenRejected) {
            super(Cause.of(FailureCode.TWINFIELD_UNAUTHORIZED), message, null);
            this.tokenRejected = tokenRejected;
        }

        @Override
        public boolean asksForNewSignIn() {
            return tokenRejected;
        }
    }

    /** We are known, but the user lacks the right. */
    public static final class AccessDenied extends TwinfieldFailure {
        private static final long serialVersionUID = 1L;

        /** @param what cannot be reached: a call and an office, never content */
        public AccessDenied(String what) {
            super(Cause.of(FailureCode.TWINFIELD_ACCESS_DENIED, "what", what), "No access to " + what, null);
        }
    }

    /** The answer is empty, cut off, wrongly encoded, or not what the call answers with. */
    public static final class Malformed extends TwinfieldFailure {
        private static final long serialVersionUID = 1L;

        public Malformed(String reason) {
            super(Cause.of(FailureCode.RECORD_MALFORMED, "reason", reason), "Malformed answer: " + reason, null);
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /** The answer is larger than we read. */
    public static final class TooLarge extends TwinfieldFailure {
        private static final long serialVersionUID = 1L;

        public TooLarge(String limit) {
            super(Cause.of(FailureCode.RECORD_TOO_LARGE, Map.of("limit", limit)), "Answer larger than " + limit, null);
        }
    }

    private static String shortened(String reason) {
        return reason.length() <= REASON_LENGTH ? reason : reason.substring(0, REASON_LENGTH);
    }
}
