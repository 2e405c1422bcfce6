package com.twinafas.standalone.registry;

/** A refusal in Confluent's terms: the HTTP status stands in the first three digits of the code. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    ApiError(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }

    int status() {
        return code > 999 ? code / 100 : code;
    }
}
