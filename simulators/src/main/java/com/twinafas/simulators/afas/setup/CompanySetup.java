package com.twinafas.simulators.afas.setup;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.twinafas.simulators.company.AfasSide;

/** The environment of a generated company. */
public final class CompanySetup {

    private CompanySetup() {
    }

    /** What the company's AFAS knows beforehand; currencies and countries are those of every environment. */
    public static AfasSetup of(AfasSide side) {
        AfasSetup standard = StandardSetup.create();
        List<AfasSetup.Administration> administrations = side.administrations().stream().map(
                one -> new AfasSetup.Administration(Integer.parseInt(one.unit()), one.office(), one.name())).toList();
        Set<String> groups = new LinkedHashSet<>(side.itemGroups());
        return new AfasSetup(administrations, journals(side, administrations), accounts(side),
                side.vatCodes().stream().map(CompanySetup::vatCode).toList(),
                side.rateGroups().stream()
                        .collect(Collectors.toMap(AfasSide.RateGroup::code, AfasSide.RateGroup::percentage)),
                side.vatDuties().stream()
                        .map(duty -> new AfasSetup.VatDuty(duty.code(), duty.description(), duty.taxed())).toList(),
                side.paymentConditions().values().stream().map(condition -> new AfasSetup.PaymentCondition(
                        condition.code(), condition.days() + " dagen", condition.days())).toList(),
                standard.currencies(), standard.countries(), standard.warehouses(), standard.axes(),
                side.costCentres().stream().flatMap(centre -> administrations.stream()
                        .map(administration -> new AfasSetup.Allocation(administration.number(), "",
                                Integer.parseInt(centre.axis()), centre.code(), centre.description())))
                        .toList(),
                Set.of(), groups, Set.copyOf(side.units()),
                side.items().stream().map(item -> item(item, groups)).toList(),
                side.creditors().stream().map(AfasSide.Creditor::creditorId).collect(Collectors.toSet()), List.of(),
                side.debtors().stream().map(debtor -> debtor(debtor, side.defaults())).toList());
    }

    /** Each journal in each administration. */
    private static List<AfasSetup.Journal> journals(AfasSide side, List<AfasSetup.Administration> administrations) {
        return side.journals().values().stream().flatMap(journal -> administrations.stream()
                .map(administration -> new AfasSetup.Journal(administration.number(), journal.code(),
                        journal.description(), journal.type(), false)))
                .toList();
    }

    /** Accounts from 4000 are profit and loss, where VAT is allowed. */
    private static List<AfasSetup.Account> accounts(AfasSide side) {
        String control = side.defaults().controlAccount();
        return side.accounts().stream().map(account -> {
            boolean result = account.code().compareTo("4000") >= 0;
            return new AfasSetup.Account(account.code(), account.description(), result ? "W" : "B", result, false,
                    account.code().equals(control), account.obligatoryAxes());
        }).toList();
    }

    private static AfasSetup.VatCode vatCode(AfasSide.VatCode code) {
        return new AfasSetup.VatCode(code.code(), code.description(), Objects.requireNonNullElse(code.account(), ""),
                code.percentage(), "1", code.purchase() ? "I" : "V");
    }

    private static AfasSetup.Article item(AfasSide.Item item, Set<String> groups) {
        return new AfasSetup.Article(item.code(), item.kind(), item.description(), item.unit(),
                groups.iterator().next(), item.rateGroup(), item.price(), BigDecimal.valueOf(100), false);
    }

    private static AfasSetup.KnownDebtor debtor(AfasSide.Debtor debtor, AfasSide.Defaults defaults) {
        Map<String, String> relation = Map.of("IsDb", "1", "CuId", "EUR", "PaCd", defaults.paymentCondition(), "ColA",
                defaults.controlAccount(), "VaDu", "1", "InPv", defaults.deliveryMethod());
        Map<String, String> party = Map.of(debtor.organisation() ? "Nm" : "LaNm", debtor.name(), "EmAd",
                debtor.email());
        return new AfasSetup.KnownDebtor(debtor.debtorId(), debtor.bcCo(), debtor.organisation(), relation, party);
    }
}
