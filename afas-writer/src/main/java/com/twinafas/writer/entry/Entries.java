package com.twinafas.writer.entry;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasRow;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate.EntryUpdate;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.writer.commit.Committer;
import com.twinafas.writer.commit.Creation;
import com.twinafas.writer.commit.Finding;
import com.twinafas.writer.commit.Sent;
import com.twinafas.writer.debtor.Debtors;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Intent;
import com.twinafas.writer.delivery.Ledger;
import com.twinafas.writer.delivery.Refusal;
import com.twinafas.writer.delivery.Standing;
import com.twinafas.writer.delivery.Step;
import com.twinafas.writer.delivery.Update;
import com.twinafas.writer.delivery.Waiting;
import com.twinafas.writer.line.Lookup;

/** Delivers transactions as financial entries; what was delivered is never changed by us. */
public final class Entries {

    /** Voucher number, by which an entry is found. */
    public static final String VOUCHER = "BpNr";

    private static final String DATE = "EnDa";
    private static final String TOTAL = "AmDe";

    private final Committer committer;
    private final Ledger ledger;
    private final Debtors debtors;
    private final Lookup transactions;
    private final boolean lookUp;
    private final ObligatoryAxes axes;
    private final InstantSource clock;

    /**
     * @param transactions connector: UnitId, EntryNo, JournalId, VoucherNo, EntryDate, AmtDebit
     * @param lookUp       whether the connector shows what we write; without it nothing is ever found
     */
    public Entries(Committer committer, Ledger ledger, Debtors debtors, Lookup transactions, boolean lookUp,
            ObligatoryAxes axes, InstantSource clock) {
        this.committer = committer;
        this.ledger = ledger;
        this.debtors = debtors;
        this.transactions = transactions;
        this.lookUp = lookUp;
        this.axes = axes;
        this.clock = clock;
    }

    /** How it ends, to be recorded. */
    public Entry deliver(Update update, EntryUpdate entry, OfficeSettings office) {
        Delivery delivery = settled(ledger.delivery(update.key()));
        return switch (Standing.of(update.version(), delivery, ledger.refusedRevision(update.key()))) {
            case BEHIND -> Entry.superseded(update, delivery, clock.instant());
            case SAME -> {
                debtors(update, entry, office);
                yield Entry.unchanged(update, delivery, clock.instant());
            }
            case NEW -> {
                if (delivery.afas(VOUCHER) != null) {
                    throw new Refusal(FailureCode.DOCUMENT_CHANGED, "number", entry.voucher());
                }
                yield create(update, entry, office, delivery);
            }
        };
    }

    /** Settles the intent of an entry, whatever update comes for it. */
    public Delivery settled(Delivery delivery) {
        Intent intent = delivery.intent();
        return intent == null ? delivery : committer.settle(delivery, Waiting.Holding.RECORD, () -> look(intent));
    }

    private Finding look(Intent intent) {
        if (!lookUp) {
            return new Finding.Unknowable();
        }
        Map<String, String> facts = intent.facts();
        List<List<AfasRow>> found = entries(intent.reference());
        Optional<List<AfasRow>> ours = ours(found, LocalDate.parse(Objects.requireNonNull(facts.get(DATE))),
                new BigDecimal(Objects.requireNonNull(facts.get(TOTAL))));
        if (ours.isPresent()) {
            return new Finding.Done(keys(ours.get(), intent.reference()));
        }
        return inPlace(found, facts.get("UnId"), facts.get("JoCo"))
                ? new Finding.Anothers(intent.reference())
                : new Finding.Nothing();
    }

    private Entry create(Update update, EntryUpdate entry, OfficeSettings office, Delivery delivery) {
        List<List<AfasRow>> found = lookUp ? entries(entry.voucher()) : List.of();
        Optional<List<AfasRow>> ours = ours(found, entry.date(), entry.total());
        Delivery framed = delivery.as(DocumentKind.ENTRY, entry.administration());
        if (ours.isPresent()) {
            return Entry.concluding(update,
                    framed.linked(update.version(), keys(ours.get(), entry.voucher()), clock.instant()),
                    Step.of(update.key(), "unchanged", update.version()), null);
        }
        if (inPlace(found, entry.administration(), entry.journal())) {
            throw new Refusal(FailureCode.NUMBER_TAKEN, "number", entry.voucher());
        }
        axes.require(EntryRequests.lines(entry));
        Map<RecordKey, String> numbers = debtors(update, entry, office);
        Sent sent = committer.create(delivery,
                new Creation(DocumentKind.ENTRY, entry.administration(), update.version(),
                        EntryRequests.create(entry, block -> Objects.requireNonNull(numbers.get(block.customer()))),
                        entry.voucher(), facts(entry), owner(update, entry)));
        return Entry.delivered(update,
                framed.delivered(update.version(), keys(sent.answer(), entry), clock.instant()), sent.steps());
    }

    /** The number of each customer's debtor, one after the other: what was done for one is recorded before the next. */
    private Map<RecordKey, String> debtors(Update update, EntryUpdate entry, OfficeSettings office) {
        Map<RecordKey, String> numbers = new HashMap<>();
        entry.debtors().forEach(one -> numbers.put(one.debtor().customer(),
                debtors.ensure(one.debtor(), update.version(), office).number()));
        return numbers;
    }

    /** Whose data the request is: its only customer's; one of several customers is the record's. */
    private static RecordKey owner(Update update, EntryUpdate entry) {
        return entry.debtors().size() == 1 ? entry.debtors().getFirst().debtor().customer() : update.key();
    }

    /** The entries with the voucher number, each by its rows. */
    private List<List<AfasRow>> entries(String voucher) {
        return List.copyOf(transactions.find("VoucherNo", voucher).stream()
                .collect(Collectors.groupingBy(
                        row -> row.required("UnitId") + "/" + row.required("JournalId") + "/"
                                + row.required("EntryNo")))
                .values());
    }

    private static Optional<List<AfasRow>> ours(List<List<AfasRow>> entries, LocalDate date, BigDecimal total) {
        return entries.stream().filter(rows -> date.equals(rows.getFirst().date("EntryDate"))
                && total.compareTo(debit(rows)) == 0).findFirst();
    }

    private static BigDecimal debit(List<AfasRow> rows) {
        return rows.stream().map(row -> Objects.requireNonNullElse(row.decimal("AmtDebit"), BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean inPlace(List<List<AfasRow>> entries, @Nullable String administration,
            @Nullable String journal) {
        return entries.stream().anyMatch(rows -> Objects.equals(rows.getFirst().text("UnitId"), administration)
                && Objects.equals(rows.getFirst().text("JournalId"), journal));
    }

    private static Map<String, String> facts(EntryUpdate entry) {
        return Map.of("UnId", entry.administration(), "JoCo", entry.journal(), DATE, entry.date().toString(), TOTAL,
                entry.total().toPlainString());
    }

    /** The keys of an intended entry that a person found under this number. */
    public static Map<String, String> keys(Intent intent, String number) {
        Map<String, String> keys = new HashMap<>(intent.facts());
        keys.keySet().retainAll(Set.of("UnId", "JoCo"));
        keys.put(VOUCHER, intent.reference());
        keys.put("EnNo", number);
        return keys;
    }

    private static Map<String, String> keys(List<AfasRow> rows, String voucher) {
        AfasRow row = rows.getFirst();
        return Map.of(VOUCHER, voucher, "UnId", row.required("UnitId"), "JoCo", row.required("JournalId"), "EnNo",
                row.required("EntryNo"));
    }

    private static Map<String, String> keys(AfasAnswer answer, EntryUpdate entry) {
        Map<String, String> keys = new HashMap<>(
                Map.of(VOUCHER, entry.voucher(), "UnId", entry.administration(), "JoCo", entry.journal()));
        for (String field : List.of("EnNo", "InId")) {
            String value = answer.key(field);
            if (value != null && !value.isEmpty()) {
                keys.put(field, value);
            }
        }
        return keys;
    }
}
