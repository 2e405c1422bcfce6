package com.twinafas.simulators.afas.books;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.afas.setup.AfasSetup;

/**
 * What is in AFAS. Tests and the demo ask it what happened; connectors read it and commit to it. Every commit is on
 * file before it is visible.
 */
public final class AfasBooks implements AutoCloseable {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final String BANK_JOURNAL = "BNK";
    private static final String BANK_ACCOUNT = "1100";

    private final InstantSource clock;
    private final ChangeLog log;
    private final Map<String, Party> parties = new LinkedHashMap<>();
    private final Map<String, Debtor> debtors = new LinkedHashMap<>();
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final NumberSeries numbers = new NumberSeries();

    /** @param folder where the books are kept; null for in memory */
    public AfasBooks(AfasSetup setup, @Nullable Path folder, InstantSource clock) {
        this.clock = clock;
        setup.items().forEach(item -> apply(Change.ofItems(List.of(beforehand(item)))));
        setup.debtors().forEach(debtor -> apply(beforehand(debtor)));
        this.log = folder == null ? ChangeLog.inMemory() : ChangeLog.open(folder, this::apply);
    }

    private Item beforehand(AfasSetup.Article item) {
        Map<String, String> fields = Map.of("ItCd", item.code(), "Ds", item.description(), "BiUn", item.unit(), "Grp",
                item.group(), "VaRc", item.vatGroup(), "SaPrice", item.price().toPlainString(), "Bl",
                item.blocked() ? "1" : "0");
        return new Item(item.code(), item.type(), fields, item.stock(), clock.instant(), clock.instant());
    }

    private Change beforehand(AfasSetup.KnownDebtor debtor) {
        Instant now = clock.instant();
        Party party = new Party(debtor.party(), debtor.organisation(), debtor.fields(), null, null, List.of(),
                List.of(), now, now);
        return Change.of(List.of(party), new Debtor(debtor.number(), debtor.party(),
                Values.yes(debtor.relation().getOrDefault("IsDb", "")), debtor.relation(), now, now));
    }

    /** Decides on the state and commits what was decided, with nothing in between. */
    public synchronized <T> T commit(Function<AfasBooks, Decision<T>> decide) {
        Decision<T> decision = decide.apply(this);
        log.append(decision.change());
        apply(decision.change());
        return decision.answer();
    }

    /** @param answer what the caller is told once the change is committed */
    public record Decision<T>(Change change, T answer) {
    }

    private synchronized void apply(Change change) {
        change.parties().forEach(party -> parties.put(party.number(), party));
        change.debtors().forEach(debtor -> debtors.put(debtor.number(), debtor));
        change.items().forEach(item -> items.put(item.code().toUpperCase(Locale.ROOT), item));
        change.orders().forEach(order -> orders.put(order.number(), order));
        change.entries().forEach(entry -> entries.put(entry.administration() + "/" + entry.number(), entry));
        numbers.seen(change);
    }

    /** The next free number of a series. */
    public synchronized String next(NumberSeries.Name series) {
        return numbers.next(series, this);
    }

    public synchronized List<Party> parties() {
        return List.copyOf(parties.values());
    }

    public synchronized List<Debtor> debtors() {
        return List.copyOf(debtors.values());
    }

    public synchronized List<Item> items() {
        return List.copyOf(items.values());
    }

    /** Orders and direct invoices, in the order of their making. */
    public synchronized List<Order> documents() {
        return List.copyOf(orders.values());
    }

    public List<Order> orders() {
        return documents().stream().filter(order -> !order.direct()).toList();
    }

    public List<Order> directInvoices() {
        return documents().stream().filter(Order::direct).toList();
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    public synchronized Optional<Party> party(String number) {
        return Optional.ofNullable(parties.get(number));
    }

    public synchronized Optional<Debtor> debtor(String number) {
        return Optional.ofNullable(debtors.get(number));
    }

    /** Item codes compare without case. */
    public synchronized Optional<Item> item(String code) {
        return Optional.ofNullable(items.get(code.toUpperCase(Locale.ROOT)));
    }

    /** An order or direct invoice by its number. */
    public synchronized Optional<Order> order(String number) {
        return Optional.ofNullable(orders.get(number));
    }

    public Optional<Debtor> debtorOf(Party party) {
        return debtors().stream().filter(debtor -> debtor.party().equals(party.number())).findFirst();
    }

    /** Orders and direct invoices with a reference ({@code RfCs}). */
    public List<Order> byReference(String reference) {
        return documents().stream().filter(order -> order.reference().equals(reference)).toList();
    }

    /** Entries of which any line has this voucher number ({@code BpNr}). */
    public List<Entry> byVoucher(String voucher) {
        return entries().stream()
                .filter(entry -> entry.lines().stream().anyMatch(line -> line.field("BpNr").equals(voucher))).toList();
    }

    /** Debtors whose party has this work e-mail address, without regard to case. */
    public List<Debtor> byEmail(String email) {
        return debtors().stream().filter(
                debtor -> party(debtor.party()).filter(party -> party.email().equalsIgnoreCase(email)).isPresent())
                .toList();
    }

    /** How many debtors there are for each work e-mail address, lower-cased; without address under the empty text. */
    public Map<String, Integer> debtorsByEmail() {
        Map<String, Integer> counts = new HashMap<>();
        debtors().forEach(debtor -> counts.merge(
                party(debtor.party()).map(Party::email).orElse("").toLowerCase(Locale.ROOT), 1, Integer::sum));
        return counts;
    }

    /**
     * What is still to be paid, from direct invoices, processed orders and entries on debtors, by administration and
     * invoice.
     */
    public List<OpenInvoice> openInvoices() {
        Map<String, OpenInvoice> open = new LinkedHashMap<>();
        documents().stream().filter(order -> order.invoice() != null).map(OpenInvoice::of)
                .forEach(invoice -> open.merge(invoice.key(), invoice, OpenInvoice::plus));
        for (Entry entry : entries()) {
            entry.lines().stream().filter(line -> line.onDebtor() && !line.field("InId").isEmpty())
                    .map(line -> OpenInvoice.of(entry, line))
                    .forEach(invoice -> open.merge(invoice.key(), invoice, OpenInvoice::plus));
        }
        Collection<OpenInvoice> all = new ArrayList<>(open.values());
        return all.stream().filter(invoice -> invoice.balance().compareTo(BigDecimal.ZERO) != 0).toList();
    }

    /** As if a user in AFAS processed the order (delivery and invoice): it can no longer be changed. */
    public void process(String orderNumber) {
        commit(books -> new Decision<>(Change.of(books.order(orderNumber).orElseThrow()
                .done(books.next(NumberSeries.Name.INVOICE), clock.instant())), orderNumber));
    }

    /** As if a bank statement brought a payment of an invoice; in full it is no open one any more. */
    public void pay(OpenInvoice invoice, BigDecimal amount) {
        Instant now = clock.instant();
        String day = LocalDate.ofInstant(now, AMSTERDAM).toString();
        commit(books -> {
            int number = Integer.parseInt(books.next(NumberSeries.Name.ENTRY));
            Map<String, String> both = Map.of("EnDa", day, "BpDa", day, "BpNr", "BANK-" + number, "InId",
                    invoice.number());
            Map<String, String> debtor = new HashMap<>(both);
            debtor.putAll(Map.of("VaAs", "2", "AcNr", invoice.debtor(), "AmCr", amount.toPlainString()));
            Map<String, String> bank = new HashMap<>(both);
            bank.putAll(Map.of("VaAs", "1", "AcNr", BANK_ACCOUNT, "AmDe", amount.toPlainString()));
            Entry entry = new Entry(invoice.administration(), number, Integer.parseInt(day.substring(0, 4)),
                    Integer.parseInt(day.substring(5, 7)), BANK_JOURNAL,
                    List.of(new Entry.Line(1, debtor, List.of()), new Entry.Line(2, bank, List.of())), now);
            return new Decision<>(Change.of(entry), number);
        });
    }

    /** As if somebody counted the stock of an article. */
    public void count(String itemCode, BigDecimal stock) {
        commit(books -> {
            Item item = books.item(itemCode).orElseThrow();
            return new Decision<>(Change.ofItems(List.of(new Item(item.code(), item.type(), item.fields(), stock,
                    item.created(), clock.instant()))), itemCode);
        });
    }

    /** As if a user in AFAS changed something. */
    public void change(Change change) {
        commit(books -> new Decision<>(change, change));
    }

    @Override
    public synchronized void close() {
        log.close();
    }
}
