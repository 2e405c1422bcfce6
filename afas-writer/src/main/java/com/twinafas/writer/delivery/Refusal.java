package com.twinafas.writer.delivery;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;

/** An update that cannot go on without a person, by our own rules. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Cause failure;

    public Refusal(Cause failure) {
        super(failure.code().name());
        this.failure = failure;
    }

    public Refusal(FailureCode code, String parameter, String value) {
        this(Cause.of(code, parameter, value));
    }

    public Cause failure() {
        return failure;
    }
}
