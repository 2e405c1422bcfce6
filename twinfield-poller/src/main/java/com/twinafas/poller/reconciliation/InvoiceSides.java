package com.twinafas.poller.reconciliation;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.reconciliation.Periods;
import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.poller.reconciliation.Compared.Note;
import com.twinafas.poller.reconciliation.Evidence.PolledInvoice;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/**
 * Invoices in Twinfield and documents in AFAS, which carry their record as reference. Twinfield has no list of invoices:
 * their bookings are read, and what was polled says which invoice each is of (twinfield-api §5).
 */
final class InvoiceSides implements Sides {

    /** Bookings whose invoice nobody polled and that are looked for, some credits each. */
    static final int MOST_SEARCHED = 200;
    private static final int MONTHS = 12;
    private static final int YEARS = 100;

    private final TwinfieldReading twinfield;
    private final AfasReading afas;
    private final Evidence evidence;
    private final InvoiceSearch search;
    private final OfficeBooks books;
    private final Periods periods;
    private final String recentSince;
    /** Of bookings; by their invoice's number, 0 when that is none. */
    private final KeyTable numbers = new KeyTable(1);
    private final Tally bookings = new Tally();
    private @Nullable LocalDate from;
    private @Nullable LocalDate to;

    /** @param recentSince what was modified since then, as Twinfield writes it, may be on its way */
    InvoiceSides(TwinfieldReading twinfield, AfasReading afas, Evidence evidence, InvoiceSearch search,
            OfficeBooks books, Periods periods, String recentSince) {
        this.twinfield = twinfield;
        this.afas = afas;
        this.evidence = evidence;
        this.search = search;
        this.books = books;
        this.periods = periods;
        this.recentSince = recentSince;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.SALES_INVOICE;
    }

    @Override
    public void read(Tally tally) {
        for (int month = Math.max(1, periods.first()); month <= Math.min(MONTHS, periods.last()); month++) {
            YearMonth days = YearMonth.of(periods.year(), month);
            widen(days.atDay(1));
            widen(days.atEndOfMonth());
        }
        books.invoiceDaybooks().forEach(daybook -> twinfield.read(daybook, periods, this::put));
        LocalDate first = from;
        LocalDate last = to;
        if (first != null && last != null) {
            afas.orders(first, last, document -> record(document.reference())
                    .ifPresent(key -> tally.change(key, before -> before.and(document))));
        }
        evidence.invoices(books.office(), invoice -> join(tally, invoice));
        List<RecordKey> left = new ArrayList<>();
        bookings.forEach((booking, compared) -> left.add(booking));
        left.forEach(booking -> search(tally, booking));
    }

    private void put(Booked booked) {
        if (booked.date() != null) {
            widen(booked.date());
        }
        RecordKey key = booking(booked.code());
        bookings.change(key, before -> before.in(new Compared.Twinfield(booked.customers(), booked.period(),
                booked.currency(), booked.modified().compareTo(recentSince) >= 0,
                booked.vatCodes())));
        String number = booked.invoiceNumber();
        numbers.set(numbers.add(key.toString()), 0,
                number != null && InvoiceSearch.isInvoiceNumber(number) ? Long.parseLong(number) : 0);
    }

    private void widen(LocalDate day) {
        from = from == null || day.isBefore(from) ? day : from;
        to = to == null || day.isAfter(to) ? day : to;
    }

    /** What was polled says whose booking it is; and which documents in AFAS are of other periods. */
    private void join(Tally tally, PolledInvoice invoice) {
        RecordKey booking = invoice.booking() == null ? null : booking(invoice.booking());
        if (booking != null && bookings.contains(booking)) {
            claim(tally, booking, invoice.key(), Note.NONE);
        } else if (invoice.isErased()) {
            tally.changeKnown(invoice.key(), before -> before.noted(Note.ERASED));
        } else if (booking == null) {
            tally.changeKnown(invoice.key(), before -> before.noted(Note.CONCEPT));
        } else if (!periods.contains(invoice.period() / YEARS, invoice.period() % YEARS)) {
            tally.remove(invoice.key());
        }
    }

    private void search(Tally tally, RecordKey booking) {
        long number = numbers.get(numbers.row(booking.toString()), 0);
        Note unknown = number == 0 ? Note.NO_INVOICE : Note.NOT_LOOKED_UP;
        if (number != 0 && search.asked() < MOST_SEARCHED) {
            Optional<RecordKey> found = search.find(booking.code(), number);
            if (found.isPresent()) {
                boolean leftOut = !books.invoiceTypes().isEmpty()
                        && !books.invoiceTypes().contains(found.get().code().split("/", 2)[0]);
                claim(tally, booking, found.get(), leftOut ? Note.TYPE_LEFT_OUT : tally.get(found.get()).note());
                return;
            }
            unknown = Note.NO_INVOICE;
        }
        claim(tally, booking, booking, unknown);
    }

    private void claim(Tally tally, RecordKey booking, RecordKey record, Note note) {
        Compared.Twinfield side = bookings.get(booking).twinfield();
        if (side != null) {
            tally.change(record, before -> before.in(side).noted(note));
        }
        bookings.remove(booking);
    }

    private RecordKey booking(String code) {
        return new RecordKey(books.office(), RecordKind.TRANSACTION, code);
    }

    private Optional<RecordKey> record(String reference) {
        try {
            RecordKey key = RecordKey.parse(reference);
            return key.office().equals(books.office()) && key.kind() == RecordKind.SALES_INVOICE
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String reference(RecordKey record) {
        return record.toString();
    }

    @Override
    public void find(List<String> references, Consumer<InAfas> each) {
        afas.ordersOf(references, each);
    }
}
