package com.twinafas.schemas.registry;

import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** The registry does not answer: nothing is wrong with the record, trying again later helps. */
public final class RegistryUnavailable extends RetriableException {

    private static final long serialVersionUID = 1L;

    public RegistryUnavailable(String message, @Nullable Throwable reason) {
        super(message, reason);
    }
}
