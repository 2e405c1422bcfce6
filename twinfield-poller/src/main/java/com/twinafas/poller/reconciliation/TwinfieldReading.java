package com.twinafas.poller.reconciliation;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.reconciliation.Periods;
import com.twinafas.poller.browse.DaybookBrowse;
import com.twinafas.poller.browse.Window;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.BrowseQuery.Column;
import com.twinafas.twinfield.call.BrowseRow;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/** Transactions of day books by browse: a credit for each answer, however many transactions it holds. */
final class TwinfieldReading {

    private static final String STATUS = "fin.trs.head.status";
    private static final String DATE = "fin.trs.head.date";
    private static final String CURRENCY = "fin.trs.head.curcode";
    private static final String INVOICE_NUMBER = "fin.trs.line.invnumber";
    private static final String VALUE = "fin.trs.line.valuesigned";
    private static final String BASE_VALUE = "fin.trs.line.basevaluesigned";
    private static final String RELATION_TYPE = "fin.trs.line.dim2type";
    private static final String VAT_CODE = "fin.trs.line.vatcode";
    /** Provisional and final ones, no drafts (twinfield-api §5.1). */
    private static final List<Column> COLUMNS = List.of(Column.equal(STATUS, "normal"), Column.shown(DATE),
            Column.shown(CURRENCY), Column.shown(INVOICE_NUMBER), Column.shown(VALUE), Column.shown(BASE_VALUE),
            Column.shown(RELATION_TYPE), Column.shown(VAT_CODE));
    private static final String CUSTOMER = "DEB";
    private static final int YEARS = 100;

    private final DaybookBrowse browse;

    TwinfieldReading(Twinfield twinfield, String office, InstantSource clock) {
        this.browse = new DaybookBrowse(twinfield, office, clock);
    }

    /** Every transaction on the day book. @throws TwinfieldFailure when Twinfield does not say */
    void read(String daybook, Periods periods, Consumer<Booked> each) {
        browse.read(daybook, Window.periods(periods.year(), periods.first(), periods.last()), COLUMNS, rows -> {
            Map<String, Sum> sums = new LinkedHashMap<>();
            rows.forEach(row -> sums.computeIfAbsent(Objects.requireNonNull(row.number()), number -> new Sum(row))
                    .add(row));
            sums.forEach((number, sum) -> each.accept(sum.booked(daybook + "/" + number)));
        });
    }

    /** The lines of one transaction as they come. */
    private static final class Sum {

        private final BrowseRow head;
        private final Set<String> vatCodes = new HashSet<>();
        private BigDecimal debit = BigDecimal.ZERO;
        private BigDecimal customers = BigDecimal.ZERO;
        private @Nullable String invoiceNumber;

        Sum(BrowseRow head) {
            this.head = head;
        }

        void add(BrowseRow row) {
            debit = debit.add(amount(row, BASE_VALUE).max(BigDecimal.ZERO));
            if (CUSTOMER.equals(row.cell(RELATION_TYPE))) {
                customers = customers.add(amount(row, VALUE));
            }
            String number = row.cell(INVOICE_NUMBER);
            invoiceNumber = invoiceNumber == null ? number : invoiceNumber;
            String vatCode = row.cell(VAT_CODE);
            if (vatCode != null) {
                vatCodes.add(vatCode);
            }
        }

        Booked booked(String code) {
            String currency = head.cell(CURRENCY);
            String modified = head.cell(DaybookBrowse.MODIFIED);
            return new Booked(code, period(), date(), currency == null ? "" : currency, debit, customers,
                    invoiceNumber, "final".equals(head.cell(STATUS)), modified == null ? "" : modified,
                    vatCodes.size());
        }

        private int period() {
            String text = head.cell(DaybookBrowse.PERIOD);
            if (text == null || !text.matches("\\d{4}/\\d{1,2}")) {
                throw new TwinfieldFailure.Malformed("a browse row without a period");
            }
            return Integer.parseInt(text.substring(0, 4)) * YEARS + Integer.parseInt(text.substring(5));
        }

        private @Nullable LocalDate date() {
            String text = head.cell(DATE);
            try {
                return text == null ? null : LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
            } catch (DateTimeParseException e) {
                throw new TwinfieldFailure.Malformed("a browse row with an impossible date");
            }
        }

        private static BigDecimal amount(BrowseRow row, String field) {
            String text = row.cell(field);
            try {
                return text == null ? BigDecimal.ZERO : new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw new TwinfieldFailure.Malformed("a browse row with an amount that is no number");
            }
        }
    }
}
