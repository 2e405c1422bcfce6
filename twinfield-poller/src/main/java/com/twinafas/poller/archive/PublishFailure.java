package com.twinafas.poller.archive;

import org.jspecify.annotations.Nullable;

/** What was found could not be published; nothing of the step was, and the scan goes on from where it stood. */
public final class PublishFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PublishFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
