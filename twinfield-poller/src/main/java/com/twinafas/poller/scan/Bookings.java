package com.twinafas.poller.scan;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.BrowseQuery;
import com.twinafas.twinfield.call.BrowseQuery.Column;
import com.twinafas.twinfield.call.BrowseRow;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/**
 * Which transactions stand on a day book, by browse (twinfield-api §5.1): of one book year, or those modified since a
 * moment. There is no paging: what is too much for one answer is asked for in parts.
 */
final class Bookings {

    private static final String BROWSE = "030_3";
    private static final String MODIFIED = "fin.trs.head.modified";
    private static final String INVOICE_NUMBER = "fin.trs.line.invnumber";
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
            .withZone(ZoneOffset.UTC);
    private static final String PERIOD = "fin.trs.head.yearperiod";
    /** The closing one; months are 1 to 12 for most. */
    private static final int LAST_PERIOD = 55;
    private static final int USUAL_PERIODS = 12;
    /** Before Twinfield was there. */
    private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");
    private static final int EMPTY_YEARS = 2;
    private static final int MOST_YEARS = 15;

    private final Twinfield twinfield;
    private final String office;
    private final InstantSource clock;
    private final Map<String, String> modifiedByTransaction = new LinkedHashMap<>();

    Bookings(Twinfield twinfield, String office, InstantSource clock) {
        this.twinfield = twinfield;
        this.office = office;
        this.clock = clock;
    }

    /**
     * @param number        of the transaction
     * @param modified      when it was modified, as Twinfield wrote it
     * @param invoiceNumber of its lines, as far as they have one
     */
    record Booking(String daybook, String number, String modified, @Nullable String invoiceNumber) {

        String code() {
            return daybook + "/" + number;
        }
    }

    /**
     * All of them, from next year's back until two years are empty; as many at once as Twinfield can say in one answer.
     */
    void all(String daybook, Consumer<List<Booking>> each) {
        int newest = clock.instant().atZone(ZoneOffset.UTC).getYear() + 1;
        int empty = 0;
        for (int year = newest; year > newest - MOST_YEARS && empty < EMPTY_YEARS; year--) {
            boolean isEmpty = browse(daybook, new Window(year, 0, LAST_PERIOD, null, null), each);
            // Next year is empty for most of this one.
            empty = isEmpty && year < newest ? empty + 1 : 0;
        }
    }

    /** Those modified since then that {@link #handled} does not know in this state; as {@link #all} gives them. */
    void modifiedSince(String daybook, Instant since, Consumer<List<Booking>> each) {
        Window window = new Window(null, 0, 0, since.truncatedTo(ChronoUnit.SECONDS), end());
        browse(daybook, window,
                found -> each.accept(found.stream().filter(booking -> booking.modified().isEmpty()
                        || !booking.modified().equals(modifiedByTransaction.get(booking.code()))).toList()));
    }

    /** Twinfield's clock is not ours. */
    private Instant end() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));
    }

    /** The booking was read in this state: the overlap need not read it again. */
    void handled(Booking booking) {
        if (!booking.modified().isEmpty()) {
            modifiedByTransaction.put(booking.code(), booking.modified());
        }
    }

    /** Forgets what was handled when no overlap can reach back so far. */
    void forgetBefore(Instant since) {
        String oldest = UTC.format(since);
        modifiedByTransaction.values().removeIf(modified -> modified.compareTo(oldest) < 0);
    }

    /**
     * Asks for a window, or for its halves when it is too much for one answer.
     *
     * @return whether nothing was there
     */
    private boolean browse(String daybook, Window window, Consumer<List<Booking>> each) {
        List<Booking> found;
        try {
            found = ask(daybook, window);
        } catch (TwinfieldFailure.TooLarge e) {
            List<Window> halves = window.halves(end());
            if (halves.isEmpty()) {
                throw e;
            }
            boolean isEmpty = true;
            for (Window half : halves) {
                isEmpty &= browse(daybook, half, each);
            }
            return isEmpty;
        }
        each.accept(found);
        return found.isEmpty();
    }

    private List<Booking> ask(String daybook, Window window) {
        List<BrowseRow> rows = twinfield.call(ProcessXml.browse(office,
                new BrowseQuery(BROWSE, List.of(Column.equal("fin.trs.head.code", daybook), window.period(),
                        Column.shown("fin.trs.head.number"), window.modification(), Column.shown(INVOICE_NUMBER)))));
        Map<String, Booking> bookings = new LinkedHashMap<>();
        for (BrowseRow row : rows) {
            String number = row.number() == null ? row.cell("fin.trs.head.number") : row.number();
            if (number != null) {
                String invoiceNumber = row.cell(INVOICE_NUMBER);
                String modifiedAt = row.cell(MODIFIED);
                bookings.merge(number,
                        new Booking(daybook, number, modifiedAt == null ? "" : modifiedAt, invoiceNumber),
                        (first, second) -> first.invoiceNumber() == null ? second : first);
            }
        }
        return new ArrayList<>(bookings.values());
    }

    /**
     * What is asked for at once: all lines of a transaction lie in the same one, as they share its period and the moment
     * it was modified.
     *
     * @param year  of the periods; null asks for every period
     * @param first period, 0 is the opening
     * @param last  period
     * @param from  modified from then on, in whole seconds; null whenever
     * @param to    modified until then
     */
    private record Window(@Nullable Integer year, int first, int last, @Nullable Instant from, @Nullable Instant to) {

        Column period() {
            return year == null
                    ? Column.shown(PERIOD)
                    : Column.between(PERIOD, "%d/%02d".formatted(year, first), "%d/%02d".formatted(year, last));
        }

        Column modification() {
            return from == null || to == null
                    ? Column.shown(MODIFIED)
                    : Column.between(MODIFIED, UTC.format(from), UTC.format(to));
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
}
