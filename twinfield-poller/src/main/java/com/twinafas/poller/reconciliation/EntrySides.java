package com.twinafas.poller.reconciliation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.twinafas.pipeline.reconciliation.Periods;
import com.twinafas.poller.reconciliation.Compared.Note;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.key.VoucherNumber;

/** Transactions in Twinfield and entries in AFAS, which carry their record in the voucher number. */
final class EntrySides implements Sides {

    private final TwinfieldReading twinfield;
    private final AfasReading afas;
    private final OfficeBooks books;
    private final Periods periods;
    private final String recentSince;
    /** Vouchers that do not say their record. */
    private final Map<String, RecordKey> shortened = new HashMap<>();

    /** @param recentSince what was modified since then, as Twinfield writes it, may be on its way */
    EntrySides(TwinfieldReading twinfield, AfasReading afas, OfficeBooks books, Periods periods,
            String recentSince) {
        this.twinfield = twinfield;
        this.afas = afas;
        this.books = books;
        this.periods = periods;
        this.recentSince = recentSince;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.TRANSACTION;
    }

    @Override
    public void read(Tally tally) {
        books.entryDaybooks().forEach(daybook -> twinfield.read(daybook, periods, booked -> {
            RecordKey key = new RecordKey(books.office(), RecordKind.TRANSACTION, booked.code());
            String voucher = VoucherNumber.of(key);
            if (!record(voucher).filter(key::equals).isPresent()) {
                shortened.put(voucher, key);
            }
            tally.change(key, before -> {
                Compared read = before.in(new Compared.Twinfield(booked.debit(), booked.period(),
                        books.baseCurrency(), booked.modified().compareTo(recentSince) >= 0, 0));
                return read.noted(note(booked));
            });
        }));
        books.journals().forEach(journal -> afas.entries(journal, periods, entry -> put(tally, entry)));
    }

    private Note note(Booked booked) {
        if (!booked.isFinal() && !books.provisional()) {
            return Note.PROVISIONAL;
        }
        return booked.debit().signum() == 0 ? Note.ZERO : Note.NONE;
    }

    private void put(Tally tally, InAfas entry) {
        record(entry.reference()).ifPresent(key -> tally.change(key, before -> before.and(entry)));
    }

    /** Ours say office, day book and number; the others were made by people. */
    private Optional<RecordKey> record(String voucher) {
        RecordKey known = shortened.get(voucher);
        if (known != null) {
            return Optional.of(known);
        }
        String[] parts = voucher.split("/", 3);
        return parts.length == 3 && parts[0].equals(books.office()) && books.entryDaybooks().contains(parts[1])
                && !parts[2].isEmpty()
                        ? Optional.of(new RecordKey(parts[0], RecordKind.TRANSACTION, parts[1] + "/" + parts[2]))
                        : Optional.empty();
    }

    @Override
    public String reference(RecordKey record) {
        return VoucherNumber.of(record);
    }

    @Override
    public void find(List<String> references, Consumer<InAfas> each) {
        afas.entriesOf(references, each);
    }
}
