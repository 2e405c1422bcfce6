package com.twinafas.twinfield.xml;

/** XML that is not read any further. The message says where, never what stands there: that may be personal data. */
public final class UnreadableXml extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Reason {
        EMPTY,
        MALFORMED,
        TRUNCATED,
        WRONG_ENCODING,
        FORBIDDEN,
        TOO_LARGE
    }

    private final Reason reason;

    UnreadableXml(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
