package com.twinafas.mapper.customer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.address.Countries;
import com.twinafas.mapper.mapping.Mapping;
import com.twinafas.mapper.mapping.Source;
import com.twinafas.mapper.mapping.Target;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.payment.PaymentTable;
import com.twinafas.mapper.record.ContentHash;
import com.twinafas.mapper.record.RawValues;
import com.twinafas.mapper.record.SettingValues;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.mapper.vat.VatTable;
import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DebtorBlock.Party;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.dimension.AddressLabels;
import com.twinafas.twinfield.xml.XmlElement;

/** Customers to debtor blocks. */
public final class CustomerMapper {

    private final Mapping mapping;
    private final MappingSettings settings;
    private final VatTable vat;
    private final PaymentTable payment;
    private final Classifications classifications;
    private final RecentBlocks recent = new RecentBlocks();

    public CustomerMapper(Mapping mapping, MappingSettings settings) {
        this.mapping = mapping;
        this.settings = settings;
        this.vat = new VatTable(settings.vat());
        this.payment = new PaymentTable(settings);
        this.classifications = new Classifications(settings.customers().classifications());
    }

    /**
     * The customer as AFAS is to know it.
     *
     * @param dimensionType of the office's customers; null when it has none
     * @throws com.twinafas.mapper.record.Unmappable when a value is missing, impossible or without a counterpart
     */
    public DebtorBlock block(SourceRecord customer, @Nullable XmlElement dimensionType, OfficeSettings office,
            Trace trace) {
        return block(customer, dimensionType, office, office.defaultDebtor(), trace);
    }

    /**
     * The same for an invoice that goes on a debtor which is not the customer's own.
     *
     * @param fixedDebtor null when it goes on the customer's own
     */
    public DebtorBlock block(SourceRecord customer, @Nullable XmlElement dimensionType, OfficeSettings office,
            @Nullable String fixedDebtor, Trace trace) {
        if (!trace.equals(Trace.NONE)) {
            return made(customer, dimensionType, office, fixedDebtor, trace);
        }
        return recent.get(new RecentBlocks.Made(customer, dimensionType, fixedDebtor),
                () -> made(customer, dimensionType, office, fixedDebtor, trace));
    }

    private DebtorBlock made(SourceRecord customer, @Nullable XmlElement dimensionType, OfficeSettings office,
            @Nullable String fixedDebtor, Trace trace) {
        XmlElement raw = customer.content();
        String name = RawValues.required(raw, "name");
        List<CustomerAddress> addresses = addresses(raw, dimensionType);
        String kvk = firstOf(raw.textAt("cocnumber"), addresses, CustomerAddress::chamberOfCommerceNumber);
        String vatNumber = vatNumber(firstOf(raw.textAt("vatnumber"), addresses, CustomerAddress::vatNumber));
        List<String> contacts = addresses.stream().map(CustomerAddress::attention).filter(Objects::nonNull)
                .filter(contact -> PartyRule.isContactPerson(name, contact)).toList();
        Party party = PartyRule.decide(name, kvk, vatNumber, contacts);
        String email = CustomerEmail.of(raw, addresses);

        Source source = source(customer, name, addresses, party, email).fact("chamber-of-commerce-number", kvk)
                .fact("vat-number", vatNumber).fact("email", email);
        if (party == Party.ORGANISATION) {
            source.fact("search-name", PartyRule.searchName(name));
        } else {
            // An address may name the person in full where the customer's own name is the last name only.
            String full = contacts.stream().filter(contact -> PartyRule.isSamePerson(name, contact)).findFirst()
                    .filter(contact -> contact.length() > name.length()).orElse(name);
            PersonName.of(full).on(source);
        }
        boolean organisation = party == Party.ORGANISATION;
        Target target = organisation ? Target.ORGANISATION_DEBTOR : Target.PERSON_DEBTOR;
        String object = organisation ? "KnOrganisation" : "KnPerson";
        AfasElement filled = mapping.fill(target, source, SettingValues.of(settings, office), trace);
        AfasElement relation = classifications.added(filled, object, raw, trace);
        AfasElement left = mapping.emptied(target, object, "KnContact");
        return ContentHash.hashed(new DebtorBlock(customer.key(), customer.revision(), customer.rawHash(), "", party,
                new DebtorBlock.Identity(email == null ? null : email.toLowerCase(Locale.ROOT), kvk, vatNumber,
                        customer.key().code()),
                fixedDebtor, relation, left.fields().isEmpty() ? null : left));
    }

    /** The customer's addresses, the default one first. */
    public static List<CustomerAddress> addresses(XmlElement raw, @Nullable XmlElement dimensionType) {
        List<CustomerAddress> addresses = new ArrayList<>(
                CustomerAddress.of(raw, AddressLabels.of(dimensionType)));
        addresses.sort(Comparator.comparing(address -> !address.isDefault()));
        return addresses;
    }

    /** ISO alpha-2 of the customer's country: that of its default address; NL where it has none. */
    public static String country(XmlElement raw) {
        XmlElement addresses = raw.child("addresses");
        List<XmlElement> all = addresses == null ? List.of() : addresses.children("address");
        return all.stream().filter(CustomerAddress::isDefault).findFirst().or(() -> all.stream().findFirst())
                .map(CustomerAddress::country).orElse(CustomerAddress.HOME);
    }

    private Source source(SourceRecord customer, String name, List<CustomerAddress> addresses, Party party,
            @Nullable String email) {
        XmlElement raw = customer.content();
        CustomerAddress visiting = addresses.isEmpty() ? null : addresses.getFirst();
        CustomerAddress postal = addresses.stream().filter(address -> address.type().equals("postal"))
                .filter(address -> visiting != null && address.isUsable() && !address.isSamePlace(visiting))
                .findFirst().orElse(null);
        String country = country(raw);
        BigDecimal limit = RawValues.number(raw, "creditmanagement", "basecreditlimit");
        Source source = new Source(raw).fact("code", customer.key().code()).fact("name", name)
                .fact("payment-condition", payment.condition(raw))
                .fact("vat-duty", vat.duty(raw.textAt("financials", "vatcode"), country))
                .fact("currency", settings.customers().currencies().getOrDefault(country,
                        settings.customers().currency()))
                .fact("language", language(country))
                .fact("website", raw.textAt("website"))
                .fact("credit-limit", limit == null || limit.signum() <= 0
                        ? null
                        : FieldValue.of(limit.stripTrailingZeros()))
                .fact("blocked", blocked(customer))
                .fact("postal-is-visiting", FieldValue.of(postal == null))
                .part("visiting-address", Stream.ofNullable(visiting).filter(CustomerAddress::isUsable)
                        .map(CustomerAddress::source).toList())
                .part("postal-address", Stream.ofNullable(postal).map(CustomerAddress::source).toList())
                .part("contact", new CustomerContacts(name, email, visiting).of(party, addresses, postal))
                .part("bank-account", bankAccounts(raw, addresses));
        collection(source, raw);
        if (visiting != null) {
            source.fact("phone", visiting.text("telephone")).fact("fax", visiting.text("telefax"));
        }
        return source;
    }

    /** Null where the settings do not look at it: then people block and unblock in AFAS. */
    private @Nullable FieldValue blocked(SourceRecord customer) {
        boolean byCredit = settings.customers().creditBlocked();
        if (!settings.blockHidden() && !byCredit) {
            return null;
        }
        boolean hidden = settings.blockHidden() && customer.state() == SourceRecord.State.HIDDEN;
        boolean credit = byCredit && "true".equals(customer.content().textAt("creditmanagement", "blocked"));
        return FieldValue.of(hidden || credit);
    }

    private @Nullable String language(String country) {
        String byCountry = settings.customers().languages().get(country);
        return byCountry == null ? settings.customers().language() : byCountry;
    }

    /** How AFAS collects, and under which SEPA scheme ({@code VaDt}) where Twinfield has a mandate for it. */
    private void collection(Source source, XmlElement raw) {
        Boolean collect = payment.method(raw, null).collect();
        if (collect == null) {
            return;
        }
        source.fact("collect", FieldValue.of(collect));
        if (collect) {
            source.fact("collection-scheme", switch (raw.textAt("financials", "collectionschema")) {
                case "core" -> "S";
                case "b2b" -> "B";
                case null, default -> null;
            });
        }
    }

    /** Those that are not blocked, the default one first, each once. */
    private static List<Source> bankAccounts(XmlElement raw, List<CustomerAddress> addresses) {
        XmlElement banks = raw.child("banks");
        if (banks == null) {
            return List.of();
        }
        return banks.children("bank").stream().filter(bank -> !"true".equals(bank.attribute("blocked")))
                .filter(bank -> bank.textAt("iban") != null || bank.textAt("accountnumber") != null)
                .sorted(Comparator.comparing(bank -> !"true".equals(bank.attribute("default"))))
                .collect(Collectors.toMap(CustomerMapper::accountNumber, bank -> account(bank, addresses),
                        (first, same) -> first, LinkedHashMap::new))
                .values().stream().toList();
    }

    private static String accountNumber(XmlElement bank) {
        String iban = bank.textAt("iban");
        return String.valueOf(iban == null ? bank.textAt("accountnumber") : iban).replaceAll("[\\s.]", "")
                .toUpperCase(Locale.ROOT);
    }

    private static Source account(XmlElement bank, List<CustomerAddress> addresses) {
        String iban = bank.textAt("iban");
        String plain = iban == null ? null : iban.replace(" ", "").toUpperCase(Locale.ROOT);
        String country = plain != null && plain.length() > 2
                ? plain.substring(0, 2)
                : Objects.requireNonNullElse(bank.textAt("country"),
                        addresses.isEmpty() ? "NL" : addresses.getFirst().country());
        return new Source(bank).numbered(bank.attribute("id")).fact("iban", plain)
                .fact("account", plain == null ? bank.textAt("accountnumber") : null)
                .fact("bic", bank.textAt("biccode"))
                .fact("country", Countries.afasCode(country)
                        .orElseThrow(() -> RawValues.invalid(bank, "country of a bank", "iban")));
    }

    private static @Nullable String vatNumber(@Nullable String text) {
        return text == null ? null : text.replaceAll("[\\s.]", "").toUpperCase(Locale.ROOT);
    }

    private static @Nullable String firstOf(@Nullable String own, List<CustomerAddress> addresses,
            Function<CustomerAddress, @Nullable String> other) {
        return own != null
                ? own
                : addresses.stream().map(other).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
