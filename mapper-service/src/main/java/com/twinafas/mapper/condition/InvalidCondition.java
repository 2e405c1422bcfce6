package com.twinafas.mapper.condition;

import dev.cel.common.CelSourceLocation;

/** A text that is no condition, with the first thing that is wrong. */
public final class InvalidCondition extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /** @param place as CEL counts: lines from 1, columns from 0; what it cannot place is negative */
    InvalidCondition(CelSourceLocation place, String message) {
        super(message, null, false, false);
        this.line = Math.max(1, place.getLine());
        this.column = Math.max(0, place.getColumn()) + 1;
    }

    /** In the text, from 1. */
    public int line() {
        return line;
    }

    /** In the line, from 1. */
    public int column() {
        return column;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
