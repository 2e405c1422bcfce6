package com.twinafas.pipeline.encryption;

import org.apache.kafka.common.errors.RetriableException;

/** The tenant's keys cannot be read now; nothing is wrong with any record. */
public final class KeysUnavailable extends RetriableException {

    private static final long serialVersionUID = 1L;

    KeysUnavailable(String reason) {
        super(reason);
    }
}
