package com.twinafas.simulators.afas.writing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.AfasBooks.Decision;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Debtor;
import com.twinafas.simulators.afas.books.NumberSeries;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.afas.books.OrderLine;
import com.twinafas.simulators.afas.refusal.Label;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;

/**
 * {@code FbSales} and {@code FbDirectInvoice} (afas-api §3.4, §3.5). A direct invoice is invoiced when it is made, and
 * cannot be changed afterwards.
 */
final class Orders implements UpdateConnector {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private final boolean direct;
    private final ReferenceCheck references;
    private final OrderLines lines;
    private final OrderArithmetic arithmetic;
    private final InstantSource clock;

    Orders(boolean direct, OrderLines lines, OrderArithmetic arithmetic, InstantSource clock) {
        this.direct = direct;
        this.references = new ReferenceCheck(arithmetic.setup());
        this.lines = lines;
        this.arithmetic = arithmetic;
        this.clock = clock;
    }

    @Override
    public Decision<Map<String, String>> insert(AfasBooks books, List<Element> elements) {
        Element element = only(elements);
        Instant now = clock.instant();
        Debtor debtor = debtor(element, books);
        check(element, books);
        String number = element.field("OrNu");
        if (books.order(number).isPresent()) {
            throw new Refused(Text.ORDER_NUMBER_USED, number);
        }
        Map<String, String> fields = new HashMap<>(defaults(debtor, now));
        fields.putAll(element.over(Map.of()));
        rate(fields);
        List<OrderLine> made = lines.inserted(element.nested(lineObject()), unit(fields), books, now);
        if (made.isEmpty()) {
            throw new Refused(Text.NO_LINES);
        }
        if (number.isEmpty()) {
            number = books.next(direct ? NumberSeries.Name.DIRECT_ORDER : NumberSeries.Name.ORDER);
        }
        String invoice = direct ? invoiceNumber(element, books) : null;
        return decided(number, fields, made, invoice, now, now);
    }

    @Override
    public Decision<Map<String, String>> update(AfasBooks books, List<Element> elements) {
        Element element = only(elements);
        String number = element.required("OrNu");
        Order before = books.order(number).filter(order -> order.direct() == direct)
                .orElseThrow(() -> new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of("OrNu")));
        if (before.processed()) {
            throw new Refused(Text.ORDER_PROCESSED, number);
        }
        Instant now = clock.instant();
        if (!element.field("DbId").isEmpty()) {
            debtor(element, books);
        }
        check(element, books);
        Map<String, String> fields = element.over(before.fields());
        List<OrderLine> after = lines.updated(element.nested(lineObject()), before.lines(), unit(fields), books, now);
        return decided(number, fields, after, before.invoice(), before.created(), now);
    }

    private Decision<Map<String, String>> decided(String number, Map<String, String> fields, List<OrderLine> made,
            @Nullable String invoice, Instant created, Instant now) {
        Map<String, String> kept = new HashMap<>(fields);
        kept.put("OrNu", number);
        Order order = new Order(number, direct, kept, made, arithmetic.totals(kept, made), invoice, direct, created,
                now);
        Map<String, String> answer = direct
                ? Map.of("OrNu", number, "Liln", Objects.requireNonNullElse(invoice, ""))
                : Map.of("OrNu", number);
        return new Decision<>(Change.of(order), answer);
    }

    private Map<String, String> defaults(Debtor debtor, Instant now) {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("OrDa", LocalDate.ofInstant(now, AMSTERDAM).toString());
        defaults.put("Unit", Integer.toString(arithmetic.setup().administrations().getFirst().number()));
        for (String field : List.of("CuId", "PaCd", "VaDu")) {
            if (!debtor.field(field).isEmpty()) {
                defaults.put(field, debtor.field(field));
            }
        }
        return defaults;
    }

    /** Without a rate of its own a document in another currency has that of its currency. */
    private void rate(Map<String, String> fields) {
        String currency = fields.getOrDefault("CuId", "");
        arithmetic.setup().currencies().stream()
                .filter(one -> one.code().equals(currency) && one.rate().compareTo(BigDecimal.ONE) != 0).findFirst()
                .ifPresent(one -> fields.putIfAbsent("Rate", one.rate().toPlainString()));
    }

    private static String invoiceNumber(Element element, AfasBooks books) {
        String given = element.field("SinOrNu");
        if (given.isEmpty()) {
            return books.next(NumberSeries.Name.DIRECT_INVOICE);
        }
        if (books.directInvoices().stream().anyMatch(order -> given.equals(order.invoice()))) {
            throw new Refused(Text.INVOICE_NUMBER_USED, given, Label.DEBTOR, element.field("DbId"));
        }
        return given;
    }

    private Debtor debtor(Element element, AfasBooks books) {
        Debtor debtor = books.debtor(element.required("DbId")).filter(found -> found.debtor() || !direct)
                .orElseThrow(() -> new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of("DbId")));
        if (debtor.blocked()) {
            throw new Refused(Text.DEBTOR_BLOCKED, debtor.number());
        }
        return debtor;
    }

    private void check(Element element, AfasBooks books) {
        references.currency(element);
        references.paymentCondition(element);
        references.vatDuty(element);
        references.warehouse(element);
        references.country(element);
        references.administration("Unit", element);
        references.exists("FaTo", element, books.debtor(element.field("FaTo")).isPresent());
        references.exists("DlAd", element, hasAddress(books, element.field("DlAd")));
    }

    private static boolean hasAddress(AfasBooks books, String id) {
        return books.parties().stream().flatMap(party -> party.contacts().stream())
                .anyMatch(contact -> contact.address() != null && Integer.toString(contact.address().id()).equals(id));
    }

    private static int unit(Map<String, String> fields) {
        return Integer.parseInt(fields.getOrDefault("Unit", "1"));
    }

    private String lineObject() {
        return direct ? "FbDirectInvoiceLines" : "FbSalesLines";
    }

    private static Element only(List<Element> elements) {
        if (elements.size() != 1) {
            throw new Refused(Text.ONE_ROW_ONLY, elements.isEmpty() ? "Element" : elements.getFirst().object());
        }
        return elements.getFirst();
    }
}
