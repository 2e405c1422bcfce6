package com.twinafas.mapper.record;

import java.util.Map;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;

/** A record cannot be mapped, for this cause. Never leaves the mapper: it ends in a {@link MapResult.Refused}. */
public final class Unmappable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Cause cause;

    public Unmappable(Cause cause) {
        super(cause.key(), null, false, false);
        this.cause = cause;
    }

    public static Unmappable of(FailureCode code, String parameter, String value) {
        return new Unmappable(Cause.of(code, parameter, value));
    }

    public static Unmappable of(FailureCode code, Map<String, String> parameters) {
        return new Unmappable(Cause.of(code, parameters));
    }

    /** Why. */
    public Cause why() {
        return cause;
    }
}
