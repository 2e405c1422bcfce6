package com.twinafas.simulators.afas.books;

import java.math.BigDecimal;

/** Reads the values of fields, which all travel as text; numbers and booleans too (afas-api §3.1). */
public final class Values {

    private Values() {
    }

    /** Whether the text says yes. */
    public static boolean yes(String text) {
        return text.equals("1") || text.equalsIgnoreCase("true");
    }

    /** The number; zero for an empty text. */
    public static BigDecimal number(String text) {
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }
}
