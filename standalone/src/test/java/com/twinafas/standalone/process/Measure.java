package com.twinafas.standalone.process;

import java.util.Locale;

/** A number of a panel as a person reads it. */
final class Measure {

    private static final double DAY = 86_400;

    private Measure() {
    }

    /** @param unit as Grafana calls it */
    static String of(double value, String unit) {
        return switch (unit) {
            case "s" -> value >= 2 * DAY ? text(value / DAY) + " d" : text(value) + " s";
            case "bytes" -> text(value / (1 << 20)) + " MiB";
            case "percentunit" -> text(value * 100) + " %";
            default -> text(value);
        };
    }

    private static String text(double value) {
        return value == Math.rint(value) || Math.abs(value) >= 100
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2g", value);
    }
}
