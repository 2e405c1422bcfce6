package com.twinafas.pipeline.encryption;

/** The customer that content is about was erased: its key does not exist any more. */
public final class ContentErased extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ContentErased() {
        super("The content is that of an erased customer", null, false, false);
    }
}
