package com.twinafas.schemas.update;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A value for one AFAS field. {@link Text} of zero length clears a field (afas-api §3.1). */
public sealed interface FieldValue {

    /** Text or a code; leading zeros matter. */
    record Text(String value) implements FieldValue {
    }

    /** An amount, price, quantity or whole number, sent as a JSON number in plain notation. */
    record Amount(BigDecimal value) implements FieldValue {
    }

    /** A yes or no. */
    record Flag(boolean value) implements FieldValue {
    }

    /** A date, sent as {@code yyyy-MM-dd}. */
    record Date(LocalDate value) implements FieldValue {
    }

    static FieldValue of(String value) {
        return new Text(value);
    }

    static FieldValue of(BigDecimal value) {
        return new Amount(value);
    }

    static FieldValue of(boolean value) {
        return new Flag(value);
    }

    static FieldValue of(LocalDate value) {
        return new Date(value);
    }
}
