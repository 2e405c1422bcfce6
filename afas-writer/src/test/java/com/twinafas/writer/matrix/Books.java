package com.twinafas.writer.matrix;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.matrix.Tally;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.simulators.afas.books.Contact;
import com.twinafas.simulators.afas.books.Entry;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.scenario.Rig;

/** Asks AFAS's books, and then our own ledger, what became of the records. */
final class Books {

    private static final BigDecimal CENT = new BigDecimal("0.02");

    private final Rig rig;
    private final List<String> findings = new ArrayList<>();
    private long delivered;
    private long lost;
    private long doubled;

    Books(Rig rig) {
        this.rig = rig;
    }

    /** Looks every record up, in its last state, and every customer. */
    void check(Map<RecordKey, Trade.Handed> records, Map<RecordKey, Trade.Customer> customers) {
        records.values().forEach(handed -> {
            switch (handed.content()) {
                case AfasUpdate.InvoiceUpdate invoice -> document(handed.key(), invoice);
                case AfasUpdate.EntryUpdate entry -> entry(handed.key(), entry);
                case AfasUpdate.ItemUpdate item -> count(handed.key(),
                        rig.books().item(item.itemCode()).isPresent() ? 1 : 0);
                default -> {
                    // A customer's own update: see below.
                }
            }
            ledger(handed.key());
        });
        customers.forEach(this::customer);
        long debtors = rig.books().debtors().size();
        if (debtors != customers.size()) {
            findings.add(debtors + " debtors for " + customers.size() + " customers");
        }
    }

    /** What is wrong, in words. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    Tally tally(long faults, long withPerson) {
        return new Tally(1, faults, delivered, rig.ledger().count("looked-up"), withPerson, lost, doubled);
    }

    private void document(RecordKey key, AfasUpdate.InvoiceUpdate invoice) {
        List<Order> found = rig.books().byReference(invoice.reference());
        count(key, found.size());
        if (found.size() == 1) {
            BigDecimal total = found.getFirst().totals().invoice();
            if (total.subtract(invoice.totalIncluding()).abs().compareTo(CENT) > 0) {
                findings.add(key + " has total " + total + " and not " + invoice.totalIncluding());
            }
        }
    }

    private void entry(RecordKey key, AfasUpdate.EntryUpdate entry) {
        List<Entry> found = rig.books().byVoucher(entry.voucher());
        count(key, found.size());
        if (found.size() == 1 && found.getFirst().debit().compareTo(entry.total()) != 0) {
            findings.add(key + " has total " + found.getFirst().debit());
        }
    }

    private void customer(RecordKey key, Trade.Customer customer) {
        List<Party> found = rig.books().debtors().stream()
                .map(debtor -> rig.books().party(debtor.party()).orElseThrow())
                .filter(party -> versionless(party.name()).endsWith(versionless(customer.name()))).toList();
        count(key, found.size());
        if (found.size() == 1) {
            Party party = found.getFirst();
            if (!party.name().endsWith(customer.name()) || party.bankAccounts().size() != customer.accounts()
                    || party.contacts().size() != customer.contacts()
                    || !Objects.equals(street(party), customer.street())) {
                findings.add(key + " is " + party.name() + " with " + party.bankAccounts().size() + " accounts and "
                        + party.contacts().size() + " contacts, one at " + street(party) + ", and not " + customer);
            }
        }
        ledger(key);
    }

    /** Where it is delivered; null when nowhere. */
    private static @Nullable String street(Party party) {
        return party.contacts().stream().map(Contact::address).filter(Objects::nonNull)
                .map(address -> address.field("Ad")).findFirst().orElse(null);
    }

    private static String versionless(String name) {
        return name.replaceFirst(" versie .*", "");
    }

    private void ledger(RecordKey key) {
        Delivery delivery = rig.delivery(key);
        if (rig.ledger().letter(key) != null) {
            findings.add(key + " is with a person: " + rig.ledger().letter(key) + " "
                    + rig.ledger().letterParameters(key) + " " + delivery);
        } else if (delivery.intent() != null || delivery.keys().isEmpty() || delivery.outcome() == Outcome.REFUSED
                || delivery.outcome() == Outcome.IN_DOUBT) {
            findings.add(key + " is not settled: " + delivery);
        }
    }

    private void count(RecordKey key, int found) {
        switch (found) {
            case 0 -> {
                lost++;
                findings.add(key + " is lost");
            }
            case 1 -> delivered++;
            default -> {
                doubled++;
                findings.add(key + " is there " + found + " times");
            }
        }
    }
}
