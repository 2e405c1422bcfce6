package com.twinafas.notifier.channel;

/** A channel did not take a message; it is tried again. Its text names no address and quotes no answer. */
public final class NotAccepted extends Exception {

    private static final long serialVersionUID = 1L;

    public NotAccepted(String reason) {
        super(reason);
    }
}
