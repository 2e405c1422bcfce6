package com.twinafas.simulators.afas.reading;

import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;

/**
 * One filter on one column. Texts compare without case, as the database below AFAS does.
 *
 * @param operator AFAS's number, 1 to 15
 */
record Condition(String column, int operator, String value) {

    Condition {
        if (operator < 1 || operator > 15) {
            throw new Refused(Text.OPERATOR_UNKNOWN, operator);
        }
    }

    <S> boolean holds(Column<S> in, S row) {
        Object held = in.value().apply(row);
        return switch (operator) {
            case 8 -> held == null;
            case 9 -> held != null;
            case 6 -> contains(held);
            case 11 -> !contains(held);
            case 10 -> text(held).startsWith(lower(value));
            case 12 -> !text(held).startsWith(lower(value));
            case 13 -> text(held).endsWith(lower(value));
            case 14 -> !text(held).endsWith(lower(value));
            case 15 -> quick(in, held);
            default -> compares(held, in.parsed(value));
        };
    }

    private boolean compares(@Nullable Object held, @Nullable Object wanted) {
        if (held == null || wanted == null) {
            boolean same = held == null && wanted == null;
            return operator == 1 ? same : operator == 7 && !same;
        }
        int order = compare(held, wanted);
        return switch (operator) {
            case 1 -> order == 0;
            case 2 -> order >= 0;
            case 3 -> order <= 0;
            case 4 -> order > 0;
            case 5 -> order < 0;
            case 7 -> order != 0;
            default -> throw new Refused(Text.OPERATOR_UNKNOWN, operator);
        };
    }

    /** A range {@code from..to}, or the value. */
    private <S> boolean quick(Column<S> in, @Nullable Object held) {
        int dots = value.indexOf("..");
        if (held == null) {
            return false;
        }
        if (dots < 0) {
            Object wanted = in.parsed(value);
            return wanted != null && compare(held, wanted) == 0;
        }
        Object from = in.parsed(value.substring(0, dots));
        Object to = in.parsed(value.substring(dots + 2));
        return (from == null || compare(held, from) >= 0) && (to == null || compare(held, to) <= 0);
    }

    private boolean contains(@Nullable Object held) {
        return text(held).contains(lower(value));
    }

    private static String text(@Nullable Object held) {
        return held == null ? "" : lower(held.toString());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Orders two values of one column. */
    static int compare(Object one, Object other) {
        if (one instanceof String text) {
            return text.compareToIgnoreCase(other.toString());
        }
        @SuppressWarnings("unchecked") // both come from one column, whose values are of one comparable type
        Comparator<Object> natural = (Comparator<Object>) (Comparator<?>) Comparator.naturalOrder();
        return natural.compare(one, other);
    }
}
