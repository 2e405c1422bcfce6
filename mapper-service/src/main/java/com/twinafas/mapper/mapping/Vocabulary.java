package com.twinafas.mapper.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names a mapping can use for one kind of record: facts, and parts with facts of their own.
 *
 * @param parts by name
 */
public record Vocabulary(Set<String> facts, Map<String, Vocabulary> parts) {

    /** The settings a mapping can use. */
    public static final Set<String> SETTINGS = Set.of("administration", "control-account", "delivery-method", "unit",
            "item-group", "payment-condition", "default-debtor");

    private static final Set<String> LINE = Set.of("kind", "item-code", "text-item-code", "description", "quantity",
            "unit", "unit-price", "vat-rate-group", "axis-1", "axis-2", "axis-3", "axis-4", "axis-5");
    private static final Vocabulary ADDRESS = of("country", "po-box", "street", "number", "addition", "extra",
            "postcode", "city");
    private static final Vocabulary PERSON = of("gender", "initials", "first-name", "prefix", "last-name",
            "search-name", "department", "email", "phone");
    private static final Vocabulary CUSTOMER = of("code", "name", "search-name", "chamber-of-commerce-number",
            "vat-number", "email", "phone", "fax", "website", "payment-condition", "vat-duty", "credit-limit",
            "blocked", "currency", "language", "collect", "collection-scheme", "postal-is-visiting", "gender",
            "initials",
            "first-name", "prefix", "last-name")
            .with("visiting-address", ADDRESS).with("postal-address", ADDRESS).with("contact", PERSON)
            .with("bank-account", of("country", "iban", "account", "bic"));
    private static final Vocabulary INVOICE = of("date", "due-date", "currency", "payment-condition", "payment-method",
            "collect", "vat-duty", "including-vat", "credit", "remark", "delivery-address", "performance-date")
            .with("lines", new Vocabulary(LINE, Map.of()));
    private static final Vocabulary ARTICLE = of("description", "unit", "vat-rate-group", "price", "blocked");
    private static final Vocabulary ENTRY = of("year", "period", "journal", "description").with("lines",
            of("kind", "account", "entry-date", "voucher-date", "voucher", "invoice-number", "description", "debit",
                    "credit", "vat-code", "due-date", "currency", "rate", "currency-debit", "currency-credit",
                    "payment-condition")
                    .with("allocation", of("axis-1", "axis-2", "axis-3", "axis-4", "axis-5", "debit", "credit")));

    public Vocabulary {
        facts = Set.copyOf(facts);
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

    private static Vocabulary of(String... facts) {
        return new Vocabulary(Set.of(facts), Map.of());
    }

    private Vocabulary with(String name, Vocabulary part) {
        Map<String, Vocabulary> more = new HashMap<>(parts);
        more.put(name, part);
        return new Vocabulary(facts, more);
    }
}
