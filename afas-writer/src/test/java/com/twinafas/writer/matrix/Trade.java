package com.twinafas.writer.matrix;

import static com.twinafas.writer.scenario.Samples.article;
import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static com.twinafas.writer.scenario.Samples.person;
import static com.twinafas.writer.scenario.Samples.transaction;
import static com.twinafas.writer.scenario.Samples.withContact;
import static com.twinafas.writer.scenario.Samples.withDelivery;
import static com.twinafas.writer.scenario.Samples.withIban;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.writer.scenario.Samples;

/** Some days of a company's trade as updates, in the order of their log; the same for the same seed. */
final class Trade {

    /** An update that is handed in. */
    record Handed(RecordKey key, long revision, AfasUpdate content) {
    }

    /** A customer as AFAS must know it. */
    record Customer(String name, int accounts, int contacts, @Nullable String street) {
    }

    private enum Deal {
        CUSTOMER,
        ARTICLE,
        ORDER,
        GROWING_ORDER,
        DIRECT_INVOICE,
        ENTRY
    }

    /** Each stage occurs more than once. */
    private static final List<Deal> DAYS = List.of(Deal.CUSTOMER, Deal.CUSTOMER, Deal.ARTICLE, Deal.ARTICLE, Deal.ORDER,
            Deal.GROWING_ORDER, Deal.GROWING_ORDER, Deal.GROWING_ORDER, Deal.DIRECT_INVOICE, Deal.DIRECT_INVOICE,
            Deal.ENTRY, Deal.ENTRY);
    private static final int CUSTOMERS = 4;

    private final List<Handed> log = new ArrayList<>();
    private final Map<RecordKey, Customer> customers = new HashMap<>();

    /** @param rounds how many times as much as the least there is */
    Trade(long seed, int rounds) {
        Random random = new Random(seed);
        List<Deal> deals = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            deals.addAll(DAYS);
        }
        Collections.shuffle(deals, random);
        int growing = 0;
        for (int i = 1; i <= deals.size(); i++) {
            if (deals.get(i - 1) == Deal.ARTICLE) {
                log.add(new Handed(article("ART" + i), i, Samples.item("ART" + i, "Artikel " + i)));
                continue;
            }
            int number = deals.get(i - 1) == Deal.GROWING_ORDER
                    ? 1 + growing / 3
                    : 1 + random.nextInt(CUSTOMERS * rounds);
            DebtorBlock block = block(number, i, deals.size());
            switch (deals.get(i - 1)) {
                case CUSTOMER -> log.add(new Handed(block.customer(), i, new AfasUpdate.DebtorUpdate(block)));
                case ORDER -> log.add(new Handed(invoice(i), i, order(invoice(i), block, i)));
                case GROWING_ORDER -> {
                    // The first three grow together, then the next three.
                    RecordKey key = invoice(1000 + growing / 3);
                    int lines = 1 + growing % 3;
                    growing++;
                    log.add(new Handed(key, i,
                            order(key, block, random.ints(lines, 1, 9).toArray())));
                }
                case DIRECT_INVOICE -> log.add(new Handed(invoice(i), i, Samples.directInvoice(invoice(i), block, i)));
                default -> log.add(
                        new Handed(transaction(i), i, Samples.entry(transaction(i), "E" + i, block)));
            }
        }
    }

    /**
     * Companies get another bank account and a contact person some day, which AFAS is to add; their delivery address
     * moves.
     */
    private DebtorBlock block(int number, int revision, int days) {
        String code = "K" + number;
        if (number % CUSTOMERS == 0) {
            customers.put(customer(code), new Customer("Achternaam" + number, 0, 0, null));
            return person(code, revision, "Achternaam" + number, null);
        }
        String name = "Klant " + number + " versie " + revision / 3;
        String street = "Kade " + revision;
        DebtorBlock block = withDelivery(withIban(company(code, revision, name, "k" + number + "@v.example"),
                "NL97CHAS0849835607"), "2", "Magazijn", street);
        boolean grown = revision > days / 2;
        customers.put(customer(code), new Customer(name, grown ? 2 : 1, grown ? 2 : 1, street));
        return grown ? withContact(withIban(block, "NL02ABNA0123456789"), "Jan", "Jansen") : block;
    }

    List<Handed> log() {
        return List.copyOf(log);
    }

    /** What a changed mapping makes of the orders: another line on each. */
    List<Handed> mappedAnew() {
        List<Handed> anew = new ArrayList<>();
        last().values().forEach(handed -> {
            if (handed.content() instanceof AfasUpdate.InvoiceUpdate invoice
                    && invoice.documentKind() == DocumentKind.ORDER) {
                anew.add(new Handed(handed.key(), handed.revision(),
                        order(handed.key(), invoice.debtor(), 2, 3, 4, 5)));
            }
        });
        return anew;
    }

    /** The last state of each record. */
    Map<RecordKey, Handed> last() {
        Map<RecordKey, Handed> last = new LinkedHashMap<>();
        log.forEach(handed -> last.put(handed.key(), handed));
        return last;
    }

    /** What each customer is in the end. */
    Map<RecordKey, Customer> customers() {
        return Map.copyOf(customers);
    }
}
