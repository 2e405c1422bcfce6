package com.twinafas.pipeline.encryption;

/** Content is not encrypted under any key of the tenant, or is not what was encrypted. */
public final class ContentUnreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ContentUnreadable(String reason) {
        super(reason);
    }
}
