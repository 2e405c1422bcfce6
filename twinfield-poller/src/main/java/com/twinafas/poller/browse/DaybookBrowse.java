package com.twinafas.poller.browse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.BrowseQuery;
import com.twinafas.twinfield.call.BrowseQuery.Column;
import com.twinafas.twinfield.call.BrowseRow;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/**
 * The lines on a day book, by browse (twinfield-api §5.1). There is no paging: what is too much for one answer is asked
 * for in parts.
 */
public final class DaybookBrowse {

    /** When the transaction was modified. */
    public static final String MODIFIED = Window.MODIFIED;
    /** Year and period of the transaction. */
    public static final String PERIOD = Window.PERIOD;
    private static final String NUMBER = "fin.trs.head.number";
    private static final String BROWSE = "030_3";

    private final Twinfield twinfield;
    private final String office;
    private final InstantSource clock;

    public DaybookBrowse(Twinfield twinfield, String office, InstantSource clock) {
        this.twinfield = twinfield;
        this.office = office;
        this.clock = clock;
    }

    /**
     * All lines in a window, each answer by itself; the lines of a transaction are in one answer.
     *
     * @param columns besides day book, period, number and time of change
     * @return whether nothing was there
     * @throws TwinfieldFailure.TooLarge when an answer is too large and nothing is left to divide
     */
    public boolean read(String daybook, Window window, List<Column> columns, Consumer<List<BrowseRow>> each) {
        List<BrowseRow> rows;
        try {
            rows = ask(daybook, window, columns);
        } catch (TwinfieldFailure.TooLarge e) {
            List<Window> halves = window.halves(end());
            if (halves.isEmpty()) {
                throw e;
            }
            boolean isEmpty = true;
            for (Window half : halves) {
                isEmpty &= read(daybook, half, columns, each);
            }
            return isEmpty;
        }
        each.accept(rows);
        return rows.isEmpty();
    }

    /** A moment after which nothing was modified: Twinfield's clock is not ours. */
    public Instant end() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));
    }

    private List<BrowseRow> ask(String daybook, Window window, List<Column> columns) {
        List<Column> all = new ArrayList<>(List.of(Column.equal("fin.trs.head.code", daybook), window.period(),
                Column.shown(NUMBER), window.modification()));
        all.addAll(columns);
        return twinfield.call(ProcessXml.browse(office, new BrowseQuery(BROWSE, all))).stream()
                .flatMap(row -> numbered(row)).toList();
    }

    /** A row that is of no transaction says nothing. */
    private static Stream<BrowseRow> numbered(BrowseRow row) {
        String number = row.number() == null ? row.cell(NUMBER) : row.number();
        return number == null
                ? Stream.empty()
                : Stream.of(new BrowseRow(row.office(), row.daybook(), number, row.line(), row.cells()));
    }
}
