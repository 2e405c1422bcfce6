package com.twinafas.pipeline.reconciliation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Periods of one book year, both included: {@code 2026/03}, {@code 2026/01-03} or, for a whole year, {@code 2026}.
 *
 * @param first 0 is the opening
 * @param last  months are 1 to 12 for most, 13, 55 and 56 close a year (twinfield-api §3)
 */
public record Periods(int year, int first, int last) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{4})(?:/(\\d{1,2})(?:-(?:(\\d{4})/)?(\\d{1,2}))?)?");
    private static final int LAST = 56;

    public Periods {
        if (first > last || last > LAST) {
            throw new IllegalArgumentException("Periods are 0 to " + LAST + ", the first before the last");
        }
    }

    /** @throws IllegalArgumentException when it is written otherwise */
    public static Periods parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException("A period is 2026/03, 2026/01-03 or 2026, not '" + text + "'");
        }
        int year = Integer.parseInt(written.group(1));
        if (written.group(2) == null) {
            return new Periods(year, 0, LAST);
        }
        if (written.group(3) != null && Integer.parseInt(written.group(3)) != year) {
            throw new IllegalArgumentException("Periods of one year only");
        }
        int first = Integer.parseInt(written.group(2));
        return new Periods(year, first, written.group(4) == null ? first : Integer.parseInt(written.group(4)));
    }

    /** Whether the period is one of them. */
    public boolean contains(int ofYear, int period) {
        return ofYear == year && first <= period && period <= last;
    }

    @Override
    public String toString() {
        if (first == 0 && last == LAST) {
            return String.valueOf(year);
        }
        return "%04d/%02d".formatted(year, first) + (first == last ? "" : "-%02d".formatted(last));
    }
}
