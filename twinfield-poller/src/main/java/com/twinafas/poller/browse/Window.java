package com.twinafas.poller.browse;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.call.BrowseQuery.Column;

/**
 * What is asked of a day book at once: all lines of a transaction lie in the same one, as they share its period and the
 * moment it was modified.
 *
 * @param year  of the periods; null asks for every period
 * @param first period, 0 is the opening
 * @param last  period
 * @param from  modified from then on, in whole seconds; null whenever
 * @param to    modified until then
 */
public record Window(@Nullable Integer year, int first, int last, @Nullable Instant from, @Nullable Instant to) {

    static final String PERIOD = "fin.trs.head.yearperiod";
    static final String MODIFIED = "fin.trs.head.modified";
    /** The closing one; months are 1 to 12 for most. */
    private static final int LAST_PERIOD = 55;
    private static final int USUAL_PERIODS = 12;
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
            .withZone(ZoneOffset.UTC);
    /** Before Twinfield was there. */
    private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");

    /** A whole book year, up to its closing. */
    public static Window year(int year) {
        return periods(year, 0, LAST_PERIOD);
    }

    /** Periods of a book year, both included. */
    public static Window periods(int year, int first, int last) {
        return new Window(year, first, last, null, null);
    }

    /** Whatever was modified between the two. */
    public static Window modified(Instant from, Instant to) {
        return new Window(null, 0, 0, from.truncatedTo(ChronoUnit.SECONDS), to);
    }

    /** A moment as Twinfield writes it. */
    public static String text(Instant moment) {
        return UTC.format(moment);
    }

    Column period() {
        return year == null
                ? Column.shown(PERIOD)
                : Column.between(PERIOD, "%d/%02d".formatted(year, first), "%d/%02d".formatted(year, last));
    }

    Column modification() {
        return from == null || to == null
                ? Column.shown(MODIFIED)
                : Column.between(MODIFIED, text(from), text(to));
    }

    /**
     * Two that are this one together: of its periods, then of the time; none when nothing is left to divide.
     *
     * @param end after which nothing was modified
     */
    List<Window> halves(Instant end) {
        if (first < last) {
            int middle = (first + (first < USUAL_PERIODS ? Math.min(last, USUAL_PERIODS) : last)) / 2;
            return List.of(new Window(year, first, middle, from, to), new Window(year, middle + 1, last, from, to));
        }
        Instant begin = from == null ? EVER : from;
        Instant close = to == null ? end : to;
        long seconds = Duration.between(begin, close).toSeconds();
        Instant middle = begin.plusSeconds(seconds / 2);
        return seconds < 1
                ? List.of()
                : List.of(new Window(year, first, last, begin, middle),
                        new Window(year, first, last, middle.plusSeconds(1), close));
    }
}
