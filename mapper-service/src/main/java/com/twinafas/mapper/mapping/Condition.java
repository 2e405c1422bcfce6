package com.twinafas.mapper.mapping;

import java.util.List;

/** A small closed set of questions about a record. Written as a text instead, a condition will be an expression. */
public sealed interface Condition {

    /** Whether the value is there. */
    record Present(Operation of) implements Condition {
    }

    /** Whether two values read the same. */
    record Equal(Operation left, Operation right) implements Condition {
    }

    /** Whether a value reads as one of a list. */
    record In(Operation of, List<String> values) implements Condition {
    }

    /** Whether another condition does not hold. */
    record Not(Condition of) implements Condition {
    }
}
