package com.twinafas.poller.scan;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.BrowseQuery;
import com.twinafas.twinfield.call.BrowseQuery.Column;
import com.twinafas.twinfield.call.BrowseRow;
import com.twinafas.twinfield.call.ProcessXml;

/**
 * Which transactions stand on a day book, by browse (twinfield-api §5.1): of one book year, because there is no paging,
 * or those modified since a moment.
 */
final class Bookings {

    private static final String BROWSE = "030_3";
    private static final String MODIFIED = "fin.trs.head.modified";
    private static final String INVOICE_NUMBER = "fin.trs.line.invnumber";
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
            .withZone(ZoneOffset.UTC);
    /** Twinfield's clock is not ours. */
    private static final long AHEAD_SECONDS = 86_400;
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

    /** All of them, from next year's back until two years are empty. */
    List<Booking> all(String daybook) {
        List<Booking> found = new ArrayList<>();
        int newest = clock.instant().atZone(ZoneOffset.UTC).getYear() + 1;
        int empty = 0;
        for (int year = newest; year > newest - MOST_YEARS && empty < EMPTY_YEARS; year--) {
            List<Booking> booked = browse(daybook,
                    Column.between("fin.trs.head.yearperiod", year + "/00", year + "/55"), Column.shown(MODIFIED));
            // Next year is empty for most of this one.
            empty = booked.isEmpty() && year < newest ? empty + 1 : 0;
            found.addAll(booked);
        }
        return found;
    }

    /** Those modified since then that {@link #handled} does not know in this state. */
    List<Booking> modifiedSince(String daybook, Instant since) {
        return browse(daybook, Column.shown("fin.trs.head.yearperiod"),
                Column.between(MODIFIED, UTC.format(since), UTC.format(clock.instant().plusSeconds(AHEAD_SECONDS))))
                .stream().filter(booking -> booking.modified().isEmpty()
                        || !booking.modified().equals(modifiedByTransaction.get(booking.code())))
                .toList();
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

    private List<Booking> browse(String daybook, Column period, Column modified) {
        List<BrowseRow> rows = twinfield.call(ProcessXml.browse(office,
                new BrowseQuery(BROWSE, List.of(Column.equal("fin.trs.head.code", daybook), period,
                        Column.shown("fin.trs.head.number"), modified, Column.shown(INVOICE_NUMBER)))));
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
}
