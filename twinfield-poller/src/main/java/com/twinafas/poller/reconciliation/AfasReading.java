package com.twinafas.poller.reconciliation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.GetQuery.Condition;
import com.twinafas.afas.GetQuery.Operator;
import com.twinafas.pipeline.reconciliation.Periods;

/** Orders, direct invoices and entries as AFAS's GetConnectors show them (afas-api §2.1). */
final class AfasReading {

    private static final String NUMBER = "OrderNumber";
    private static final String REFERENCE = "CustomerReference";
    private static final String ORDER_DATE = "OrderDate";
    private static final String CURRENCY = "CurrencyId";
    private static final String TOTAL = "InvoiceTotal";
    private static final List<String> ORDER_COLUMNS = List.of(REFERENCE, ORDER_DATE, CURRENCY, TOTAL);
    private static final String ADMINISTRATION = "UnitId";
    private static final String JOURNAL = "JournalId";
    private static final String ENTRY = "EntryNo";
    private static final String LINE = "SeqNo";
    private static final String VOUCHER = "VoucherNo";
    private static final String YEAR = "Year";
    private static final String PERIOD = "Period";
    private static final String DEBIT = "AmtDebit";
    private static final List<String> ENTRY_COLUMNS = List.of(ADMINISTRATION, JOURNAL, VOUCHER, YEAR, PERIOD, DEBIT);
    private static final int YEARS = 100;

    private final Afas afas;
    private final KeyedPages pages;
    private final OfficeBooks books;

    AfasReading(Afas afas, OfficeBooks books) {
        this.afas = afas;
        this.pages = new KeyedPages(afas);
        this.books = books;
    }

    /** Orders and direct invoices of these days, whoever made them. */
    void orders(LocalDate from, LocalDate to, Consumer<InAfas> each) {
        pages.read(books.orders(),
                List.of(new Condition(ORDER_DATE, Operator.AT_LEAST, from + "T00:00:00"),
                        new Condition(ORDER_DATE, Operator.AT_MOST, to + "T23:59:59")),
                List.of(NUMBER), ORDER_COLUMNS, row -> order(row, each));
    }

    /** Those with one of the references, of whatever day. */
    void ordersOf(List<String> references, Consumer<InAfas> each) {
        List<AfasRow> rows = afas.read(GetQuery.anyOf(books.orders(), REFERENCE, references, NUMBER));
        if (!rows.isEmpty()) {
            KeyedPages.require(books.orders(), rows.getFirst(), List.of(NUMBER), ORDER_COLUMNS);
        }
        rows.stream().distinct().forEach(row -> order(row, each));
    }

    private static void order(AfasRow row, Consumer<InAfas> each) {
        String reference = row.text(REFERENCE);
        LocalDate date = row.date(ORDER_DATE);
        if (reference != null && date != null) {
            each.accept(new InAfas(reference, row.required(NUMBER), InAfas.month(date), row.text(CURRENCY),
                    amount(row, TOTAL)));
        }
    }

    /** The entries in a journal, whoever made them. */
    void entries(String journal, Periods periods, Consumer<InAfas> each) {
        Entries entries = new Entries(each);
        pages.read(books.transactions(),
                List.of(new Condition(ADMINISTRATION, Operator.EQUALS, books.administration()),
                        new Condition(JOURNAL, Operator.EQUALS, journal),
                        new Condition(YEAR, Operator.EQUALS, String.valueOf(periods.year())),
                        new Condition(PERIOD, Operator.AT_LEAST, String.valueOf(periods.first())),
                        new Condition(PERIOD, Operator.AT_MOST, String.valueOf(periods.last()))),
                List.of(ENTRY, LINE), ENTRY_COLUMNS, entries::add);
        entries.flush();
    }

    /** Those of the administration with one of the voucher numbers, in whatever journal and period. */
    void entriesOf(List<String> vouchers, Consumer<InAfas> each) {
        List<List<Condition>> any = vouchers.stream()
                .map(voucher -> List.of(new Condition(ADMINISTRATION, Operator.EQUALS, books.administration()),
                        new Condition(VOUCHER, Operator.EQUALS, voucher)))
                .toList();
        List<AfasRow> rows = new ArrayList<>(
                afas.read(new GetQuery(books.transactions(), any, List.of(ENTRY, JOURNAL, LINE), 0)));
        if (!rows.isEmpty()) {
            KeyedPages.require(books.transactions(), rows.getFirst(), List.of(ENTRY, LINE), ENTRY_COLUMNS);
        }
        Entries entries = new Entries(each);
        rows.stream().sorted(Comparator.comparing(Entries::name)).forEach(entries::add);
        entries.flush();
    }

    private static BigDecimal amount(AfasRow row, String column) {
        return Objects.requireNonNullElse(row.decimal(column), BigDecimal.ZERO);
    }

    /** Lines that come entry by entry, added up by voucher number: an entry that people made may have several. */
    private static final class Entries {

        private final Consumer<InAfas> each;
        private final Map<String, BigDecimal> debits = new LinkedHashMap<>();
        private @Nullable AfasRow current;

        Entries(Consumer<InAfas> each) {
            this.each = each;
        }

        static String name(AfasRow row) {
            return row.required(YEAR) + "/" + row.text(PERIOD) + "/" + row.required(JOURNAL) + "/"
                    + row.required(ENTRY);
        }

        void add(AfasRow row) {
            AfasRow before = current;
            if (before != null && !name(before).equals(name(row))) {
                flush();
            }
            current = row;
            String voucher = row.text(VOUCHER);
            if (voucher != null) {
                debits.merge(voucher, amount(row, DEBIT), BigDecimal::add);
            }
        }

        void flush() {
            AfasRow entry = current;
            if (entry != null) {
                int period = number(entry, YEAR) * YEARS + number(entry, PERIOD);
                debits.forEach((voucher, debit) -> each.accept(
                        new InAfas(voucher, entry.required(ENTRY), period, null, debit)));
            }
            debits.clear();
            current = null;
        }

        private static int number(AfasRow row, String column) {
            BigDecimal value = row.decimal(column);
            if (value == null) {
                throw new AfasFailure.ContractBroken(column, "A row has no value in column " + column);
            }
            return value.intValue();
        }
    }
}
