package com.twinafas.twinfield.value;

import java.util.Map;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;

/** A field of a record does not have the form that Twinfield documents; the value itself is not repeated. */
public final class InvalidValue extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Cause failure;

    private InvalidValue(Cause failure, String message) {
        super(message);
        this.failure = failure;
    }

    static InvalidValue missing(String field) {
        return new InvalidValue(Cause.of(FailureCode.VALUE_MISSING, "field", field), "Field " + field + " is empty");
    }

    static InvalidValue invalid(String field, String expected) {
        return new InvalidValue(
                Cause.of(FailureCode.VALUE_INVALID, Map.of("field", field, "expected", expected, "found", "text")),
                "Field " + field + " is no " + expected);
    }

    public Cause failure() {
        return failure;
    }
}
