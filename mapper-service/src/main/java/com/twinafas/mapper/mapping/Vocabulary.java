package com.twinafas.mapper.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.update.FieldValue;

/**
 * The names a mapping can use for one kind of record: facts, and parts with facts of their own.
 *
 * @param facts with the type each has
 * @param raw   where the part's raw element stands in the one around it, for example {@code lines/line}; empty is itself
 * @param parts by name
 */
public record Vocabulary(Map<String, ValueType> facts, String raw, Map<String, Vocabulary> parts) {

    /** The settings a mapping can use; each is a text. */
    public static final Set<String> SETTINGS = Set.of("administration", "control-account", "delivery-method", "unit",
            "item-group", "payment-condition", "default-debtor");

    private static final Vocabulary INVOICE_LINE = of("kind", "item-code", "text-item-code", "description", "unit",
            "vat-rate-group", "role", "discounts-allowed", "axis-1", "axis-2", "axis-3", "axis-4", "axis-5")
            .numbers("quantity", "unit-price", "discount-percentage", "discount-amount").flags("discount-by-hand")
            .at("lines/line");
    private static final Vocabulary PLACE = of("country", "street", "addition", "extra", "postcode", "city")
            .numbers("number").flags("po-box");
    private static final Vocabulary ADDRESS = PLACE.at("addresses/address");
    private static final Vocabulary CONTACT = of("kind", "department", "email", "phone", "fax", "gender", "initials",
            "first-name", "prefix", "last-name", "search-name").at("addresses/address").with("address", PLACE);
    private static final Vocabulary CUSTOMER = of("code", "name", "search-name", "chamber-of-commerce-number",
            "vat-number", "email", "phone", "fax", "website", "payment-condition", "vat-duty", "currency",
            "language", "collection-scheme", "gender", "initials", "first-name", "prefix", "last-name")
            .numbers("credit-limit").flags("blocked", "collect", "postal-is-visiting")
            .with("visiting-address", ADDRESS).with("postal-address", ADDRESS).with("contact", CONTACT)
            .with("bank-account", of("country", "iban", "account", "bic").at("banks/bank"));
    private static final Vocabulary INVOICE = of("currency", "payment-condition", "payment-method", "vat-duty",
            "remark", "header-text", "footer-text", "shipping-method", "delivery-address")
            .dates("date", "due-date", "performance-date").numbers("rate", "invoice-discount")
            .flags("collect", "including-vat", "credit", "final")
            .with("lines", INVOICE_LINE);
    private static final Vocabulary ARTICLE = of("description", "unit", "vat-rate-group").numbers("price")
            .flags("blocked");
    private static final Vocabulary ALLOCATION = of("axis-1", "axis-2", "axis-3", "axis-4", "axis-5")
            .numbers("debit", "credit");
    private static final Vocabulary ENTRY_LINE = of("kind", "account", "voucher", "invoice-number", "description",
            "vat-code", "currency", "payment-condition").dates("entry-date", "voucher-date", "due-date")
            .flags("collect")
            .numbers("debit", "credit", "rate", "currency-debit", "currency-credit").at("lines/line")
            .with("allocation", ALLOCATION);
    private static final Vocabulary ENTRY = of("journal", "description").numbers("year", "period").with("lines",
            ENTRY_LINE);

    public Vocabulary {
        facts = Map.copyOf(facts);
        parts = Map.copyOf(parts);
    }

    /** What can be said about a target's record. */
    public static Vocabulary of(Target target) {
        return switch (target) {
            case ORGANISATION_DEBTOR, PERSON_DEBTOR -> CUSTOMER;
            case ITEM -> ARTICLE;
            case ORDER, DIRECT_INVOICE -> INVOICE;
            case ENTRY -> ENTRY;
        };
    }

    /** The part of this name; null when there is none. */
    public @Nullable Vocabulary part(String name) {
        return parts.get(name);
    }

    /** What of a source is not as it is said here: its facts and their types, its parts and their raw elements. */
    List<String> gaps(Source source) {
        List<String> gaps = new ArrayList<>();
        if (!raw.isEmpty() && !source.raw().name().equals(raw.substring(raw.lastIndexOf('/') + 1))) {
            gaps.add("raw " + source.raw().name());
        }
        source.factNames().forEach(name -> {
            FieldValue value = source.fact(name);
            if (value != null && facts.get(name) != ValueType.of(value)) {
                gaps.add(name + " (" + ValueType.of(value) + ")");
            }
        });
        source.partNames().forEach(name -> {
            Vocabulary part = parts.get(name);
            if (part == null) {
                gaps.add("part " + name);
            } else {
                source.part(name).forEach(one -> part.gaps(one).forEach(gap -> gaps.add(name + "/" + gap)));
            }
        });
        return gaps;
    }

    private static Vocabulary of(String... texts) {
        return new Vocabulary(Map.of(), "", Map.of()).and(ValueType.TEXT, texts);
    }

    private Vocabulary numbers(String... names) {
        return and(ValueType.NUMBER, names);
    }

    private Vocabulary flags(String... names) {
        return and(ValueType.FLAG, names);
    }

    private Vocabulary dates(String... names) {
        return and(ValueType.DATE, names);
    }

    private Vocabulary and(ValueType type, String... names) {
        Map<String, ValueType> more = new HashMap<>(facts);
        for (String name : names) {
            more.put(name, type);
        }
        return new Vocabulary(more, raw, parts);
    }

    private Vocabulary at(String path) {
        return new Vocabulary(facts, path, parts);
    }

    private Vocabulary with(String name, Vocabulary part) {
        Map<String, Vocabulary> more = new HashMap<>(parts);
        more.put(name, part);
        return new Vocabulary(facts, raw, more);
    }
}
