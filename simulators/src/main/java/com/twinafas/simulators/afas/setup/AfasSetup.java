package com.twinafas.simulators.afas.setup;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment's reference data. Codes are the environment's own; only those that are here exist.
 *
 * @param administrations financial administrations
 * @param vatGroups       VAT rate groups of articles and order lines: percentage by group ({@code VaRc})
 * @param axes            names of the allocation axes, first axis first
 * @param blockedPeriods  periods in which nothing can be booked
 * @param articleGroups   codes of {@code Grp}
 * @param units           codes of {@code BiUn}; they compare without case
 * @param items           articles and other items that are there beforehand
 * @param creditors       creditor numbers
 * @param freeFields      the environment's own fields, by object
 * @param debtors         debtors that are there beforehand
 */
public record AfasSetup(List<Administration> administrations, List<Journal> journals, List<Account> accounts,
        List<VatCode> vatCodes, Map<String, BigDecimal> vatGroups, List<VatDuty> vatDuties,
        List<PaymentCondition> paymentConditions, List<Currency> currencies, List<Country> countries,
        List<Warehouse> warehouses, List<String> axes, List<Allocation> allocations, Set<Period> blockedPeriods,
        Set<String> articleGroups, Set<String> units, List<Article> items, Set<String> creditors,
        List<FreeField> freeFields,
        List<KnownDebtor> debtors) {

    public AfasSetup {
        administrations = List.copyOf(administrations);
        journals = List.copyOf(journals);
        accounts = List.copyOf(accounts);
        vatCodes = List.copyOf(vatCodes);
        vatGroups = Map.copyOf(vatGroups);
        vatDuties = List.copyOf(vatDuties);
        paymentConditions = List.copyOf(paymentConditions);
        currencies = List.copyOf(currencies);
        countries = List.copyOf(countries);
        warehouses = List.copyOf(warehouses);
        axes = List.copyOf(axes);
        allocations = List.copyOf(allocations);
        blockedPeriods = Set.copyOf(blockedPeriods);
        articleGroups = Set.copyOf(articleGroups);
        units = Set.copyOf(units);
        items = List.copyOf(items);
        creditors = Set.copyOf(creditors);
        freeFields = List.copyOf(freeFields);
        debtors = List.copyOf(debtors);
    }

    /**
     * @param number what {@code Unit} and {@code UnId} hold
     * @param code   short code
     */
    public record Administration(int number, String code, String name) {
    }

    /** @param type {@code V} sales, {@code I} purchase, {@code K} cash and bank, {@code M} memorandum */
    public record Journal(int administration, String code, String description, String type, boolean blocked) {

        /** Whether invoice numbers are given out in it. */
        public boolean invoices() {
            return type.equals("V") || type.equals("I");
        }
    }

    /**
     * A ledger account.
     *
     * @param type           {@code B} balance, {@code W} profit and loss
     * @param obligatoryAxes the axes that must be allocated, 1 is the first
     */
    public record Account(String code, String description, String type, boolean vatAllowed, boolean blocked,
            boolean summary, Set<Integer> obligatoryAxes) {

        public Account {
            obligatoryAxes = Set.copyOf(obligatoryAxes);
        }
    }

    /**
     * @param account where its VAT is booked
     * @param type    {@code V} sales, {@code I} purchase
     */
    public record VatCode(String code, String description, String account, BigDecimal percentage, String duty,
            String type) {
    }

    /**
     * VAT duty of a relation or order.
     *
     * @param charged whether VAT is calculated under it
     */
    public record VatDuty(String code, String description, boolean charged) {
    }

    /** @param days after the invoice */
    public record PaymentCondition(String code, String description, int days) {
    }

    public record Currency(String code, String name, BigDecimal rate) {
    }

    /**
     * @param code AFAS's own, after the plates of cars
     * @param iso  alpha-2
     */
    public record Country(String code, String name, String iso) {
    }

    public record Warehouse(String code, String description, int administration) {
    }

    /** A code that may be used on an axis with an account; an empty account is any. */
    public record Allocation(int administration, String account, int axis, String code, String description) {
    }

    public record Period(int administration, int year, int period) {
    }

    /**
     * An item that is there beforehand.
     *
     * @param type {@code 2} article, {@code 1} work type, {@code 3} text, {@code 5} surcharge, {@code 6} costs: the
     *             values of {@code VaIt}
     */
    public record Article(String code, String type, String description, String unit, String group, String vatGroup,
            BigDecimal price, BigDecimal stock, boolean blocked) {
    }

    /**
     * @param object the object whose {@code Fields} hold it
     * @param id     {@code U} and 32 hexadecimal digits
     */
    public record FreeField(String object, String id, String label, int length) {
    }

    /**
     * A debtor that is there beforehand.
     *
     * @param relation by the names of {@code KnSalesRelationOrg}
     * @param fields   by the names of {@code KnOrganisation} or {@code KnPerson}
     */
    public record KnownDebtor(String number, String party, boolean organisation, Map<String, String> relation,
            Map<String, String> fields) {

        public KnownDebtor {
            relation = Map.copyOf(relation);
            fields = Map.copyOf(fields);
        }
    }

    public boolean hasAdministration(int number) {
        return administrations.stream().anyMatch(one -> one.number() == number);
    }

    public Optional<Journal> journal(int administration, String code) {
        return journals.stream().filter(one -> one.administration() == administration && one.code().equals(code))
                .findFirst();
    }

    public Optional<Account> account(String code) {
        return accounts.stream().filter(one -> one.code().equals(code)).findFirst();
    }

    public Optional<VatCode> vatCode(String code) {
        return vatCodes.stream().filter(one -> one.code().equals(code)).findFirst();
    }

    public Optional<VatDuty> vatDuty(String code) {
        return vatDuties.stream().filter(one -> one.code().equals(code)).findFirst();
    }

    public Optional<PaymentCondition> paymentCondition(String code) {
        return paymentConditions.stream().filter(one -> one.code().equals(code)).findFirst();
    }

    public boolean hasCurrency(String code) {
        return currencies.stream().anyMatch(one -> one.code().equals(code));
    }

    public Optional<Country> country(String code) {
        return countries.stream().filter(one -> one.code().equals(code)).findFirst();
    }

    /** {@code *****} stands for none. */
    public boolean hasWarehouse(String code) {
        return code.startsWith("***") || warehouses.stream().anyMatch(one -> one.code().equals(code));
    }

    /** {@code *****} stands for none. */
    public boolean hasUnit(String code) {
        return code.equals("*****") || units.stream().anyMatch(code::equalsIgnoreCase);
    }

    /** Whether a code can be used on an axis with an account. */
    public boolean assigned(int administration, String account, int axis, String code) {
        return allocations.stream()
                .anyMatch(one -> one.administration() == administration && one.axis() == axis && one.code().equals(code)
                        && (one.account().isEmpty() || one.account().equals(account)));
    }

    /** The same with other items. */
    public AfasSetup withItems(List<Article> others) {
        return new AfasSetup(administrations, journals, accounts, vatCodes, vatGroups, vatDuties, paymentConditions,
                currencies, countries, warehouses, axes, allocations, blockedPeriods, articleGroups, units, others,
                creditors,
                freeFields, debtors);
    }

    /** The same with other debtors. */
    public AfasSetup withDebtors(List<KnownDebtor> others) {
        return new AfasSetup(administrations, journals, accounts, vatCodes, vatGroups, vatDuties, paymentConditions,
                currencies, countries, warehouses, axes, allocations, blockedPeriods, articleGroups, units, items,
                creditors, freeFields, others);
    }

    /** The same with other free fields. */
    public AfasSetup withFreeFields(List<FreeField> others) {
        return new AfasSetup(administrations, journals, accounts, vatCodes, vatGroups, vatDuties, paymentConditions,
                currencies, countries, warehouses, axes, allocations, blockedPeriods, articleGroups, units, items,
                creditors,
                others, debtors);
    }

    /** The same with other blocked periods. */
    public AfasSetup withBlockedPeriods(Set<Period> others) {
        return new AfasSetup(administrations, journals, accounts, vatCodes, vatGroups, vatDuties, paymentConditions,
                currencies, countries, warehouses, axes, allocations, others, articleGroups, units, items, creditors,
                freeFields, debtors);
    }
}
