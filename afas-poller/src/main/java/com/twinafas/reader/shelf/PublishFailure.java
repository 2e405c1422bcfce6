package com.twinafas.reader.shelf;

import org.jspecify.annotations.Nullable;

/** What was read could not be published; nothing of the step was, and the reading goes on from where it stood. */
public final class PublishFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PublishFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
