package com.twinafas.simulators.company;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer ({@code DEB}) or supplier ({@code CRD}) of an office. Empty text is an empty element.
 *
 * @param group    code of the dimension group; null when it is in none
 * @param modified rises with each change
 */
public record Relation(String type, String code, UUID uid, String name, String shortName, RecordStatus status,
        Instant modified, int touched, String website, String cocNumber, String vatNumber, Terms terms, Credit credit,
        List<Address> addresses, List<BankAccount> banks, @Nullable String group) {

    /** Dimension type of customers. */
    public static final String CUSTOMER = "DEB";
    /** Dimension type of suppliers. */
    public static final String SUPPLIER = "CRD";

    public Relation {
        addresses = List.copyOf(addresses);
        banks = List.copyOf(banks);
    }

    /**
     * What is agreed on payment and VAT.
     *
     * @param payCode empty when nothing is collected; then {@code meansofpayment} is {@code none}
     * @param vatCode empty when the article's counts
     * @param mandate direct debit mandate; null without one
     * @param discountDays 0 when there is no discount for early payment
     */
    public record Terms(int dueDays, String payCode, String vatCode, String eBillMail, String relationsReference,
            @Nullable Mandate mandate, int discountDays, BigDecimal discountPercentage) {
    }

    /** A direct debit mandate. */
    public record Mandate(String id, LocalDate signed, LocalDate firstRun) {
    }

    /**
     * Credit management.
     *
     * @param reminder {@code true}, {@code false} or {@code email}
     */
    public record Credit(BigDecimal limit, String reminder, String reminderEmail, boolean blocked, String segment,
            String comment) {
    }

    /** The address marked as default. */
    public Address standardAddress() {
        return addresses.stream().filter(Address::standard).findFirst().orElseThrow();
    }

    /** E-mail address of the default address; empty without one. */
    public String email() {
        return standardAddress().email();
    }

    /** As it is after a change at this moment. */
    public Relation touched(Instant at) {
        return new Relation(type, code, uid, name, shortName, status, at, touched + 1, website, cocNumber, vatNumber,
                terms, credit, addresses, banks, group);
    }

    public Relation withCode(String changed) {
        return new Relation(type, changed, uid, name, shortName, status, modified, touched, website, cocNumber,
                vatNumber, terms, credit, addresses, banks, group);
    }

    public Relation withName(String changed) {
        return new Relation(type, code, uid, changed, shortName, status, modified, touched, website, cocNumber,
                vatNumber, terms, credit, addresses, banks, group);
    }

    public Relation withStatus(RecordStatus changed) {
        return new Relation(type, code, uid, name, shortName, changed, modified, touched, website, cocNumber, vatNumber,
                terms, credit, addresses, banks, group);
    }

    public Relation withAddresses(List<Address> changed) {
        return new Relation(type, code, uid, name, shortName, status, modified, touched, website, cocNumber, vatNumber,
                terms, credit, changed, banks, group);
    }

    public Relation withBanks(List<BankAccount> changed) {
        return new Relation(type, code, uid, name, shortName, status, modified, touched, website, cocNumber, vatNumber,
                terms, credit, addresses, changed, group);
    }

    public Relation withCredit(Credit changed) {
        return new Relation(type, code, uid, name, shortName, status, modified, touched, website, cocNumber, vatNumber,
                terms, changed, addresses, banks, group);
    }

    /** The default address, and the e-billing address where there is one, with another e-mail address. */
    public Relation withEmail(String changed) {
        Terms billed = new Terms(terms.dueDays, terms.payCode, terms.vatCode,
                terms.eBillMail.isEmpty() ? "" : changed, terms.relationsReference, terms.mandate, terms.discountDays,
                terms.discountPercentage);
        return new Relation(type, code, uid, name, shortName, status, modified, touched, website, cocNumber, vatNumber,
                billed, credit,
                addresses.stream().map(address -> address.standard() ? address.withEmail(changed) : address).toList(),
                banks, group);
    }
}
