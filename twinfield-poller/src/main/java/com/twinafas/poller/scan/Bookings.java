package com.twinafas.poller.scan;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

import com.twinafas.poller.browse.DaybookBrowse;
import com.twinafas.poller.browse.Window;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.BrowseQuery.Column;
import com.twinafas.twinfield.call.BrowseRow;

/**
 * Which transactions stand on a day book, by browse (twinfield-api §5.1): of one book year, or those modified since a
 * moment. There is no paging: what is too much for one answer is asked for in parts.
 */
final class Bookings {

    private static final String INVOICE_NUMBER = "fin.trs.line.invnumber";
    private static final int EMPTY_YEARS = 2;
    private static final int MOST_YEARS = 15;

    private final DaybookBrowse browse;
    private final InstantSource clock;
    private final Map<String, String> modifiedByTransaction = new LinkedHashMap<>();

    Bookings(Twinfield twinfield, String office, InstantSource clock) {
        this.browse = new DaybookBrowse(twinfield, office, clock);
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
            boolean isEmpty = read(daybook, Window.year(year), each);
            // Next year is empty for most of this one.
            empty = isEmpty && year < newest ? empty + 1 : 0;
        }
    }

    /** Those modified since then that {@link #handled} does not know in this state; as {@link #all} gives them. */
    void modifiedSince(String daybook, Instant since, Consumer<List<Booking>> each) {
        read(daybook, Window.modified(since, browse.end()),
                found -> each.accept(found.stream().filter(booking -> booking.modified().isEmpty()
                        || !booking.modified().equals(modifiedByTransaction.get(booking.code()))).toList()));
    }

    /** The booking was read in this state: the overlap need not read it again. */
    void handled(Booking booking) {
        if (!booking.modified().isEmpty()) {
            modifiedByTransaction.put(booking.code(), booking.modified());
        }
    }

    /** Forgets what was handled when no overlap can reach back so far. */
    void forgetBefore(Instant since) {
        String oldest = Window.text(since);
        modifiedByTransaction.values().removeIf(modified -> modified.compareTo(oldest) < 0);
    }

    /** @return whether nothing was there */
    private boolean read(String daybook, Window window, Consumer<List<Booking>> each) {
        return browse.read(daybook, window, List.of(Column.shown(INVOICE_NUMBER)),
                rows -> each.accept(bookings(daybook, rows)));
    }

    private static List<Booking> bookings(String daybook, List<BrowseRow> rows) {
        Map<String, Booking> bookings = new LinkedHashMap<>();
        for (BrowseRow row : rows) {
            String number = Objects.requireNonNull(row.number());
            String modifiedAt = row.cell(DaybookBrowse.MODIFIED);
            bookings.merge(number,
                    new Booking(daybook, number, modifiedAt == null ? "" : modifiedAt, row.cell(INVOICE_NUMBER)),
                    (first, second) -> first.invoiceNumber() == null ? second : first);
        }
        return new ArrayList<>(bookings.values());
    }
}
