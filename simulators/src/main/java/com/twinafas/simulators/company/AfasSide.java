package com.twinafas.simulators.company;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the AFAS of a generated company knows before the first record arrives, and how its administrator would fill in
 * the settings: the one place from which the AFAS simulator and the demo's settings take it.
 *
 * @param vatTable          Twinfield VAT code (and country) to AFAS; the margin scheme has no row on purpose
 * @param revenueAccounts   Twinfield ledger to AFAS account, first match wins; null is any
 * @param journals          AFAS journal by Twinfield day book
 * @param paymentConditions AFAS payment condition by Twinfield due days
 * @param costCentreAxes    allocation axis by Twinfield dimension type
 * @param items             item codes that exist beforehand
 * @param debtors           debtors that exist beforehand
 * @param creditors         creditors that exist beforehand, with the numbers of the Twinfield suppliers
 */
public record AfasSide(List<Administration> administrations, List<VatDuty> vatDuties, List<RateGroup> rateGroups,
        List<VatCode> vatCodes, List<VatRow> vatTable, List<Account> accounts, List<RevenueRow> revenueAccounts,
        Map<String, Journal> journals, Map<Integer, PaymentCondition> paymentConditions,
        List<CostCentre> costCentres, Map<String, String> costCentreAxes, List<String> units, List<String> itemGroups,
        List<Item> items, List<Debtor> debtors, List<Creditor> creditors, Defaults defaults) {

    private static final List<Account> ACCOUNTS = List.of(new Account("1100", "Bank"),
            new Account("1400", "Debiteuren"),
            new Account("1510", "Te betalen btw hoog"), new Account("1520", "Te betalen btw laag"),
            new Account("1530", "Te vorderen btw"), new Account("1600", "Crediteuren"),
            new Account("2200", "Vraagposten"), new Account("4008", "Betalingsverschillen"),
            new Account("1540", "Te betalen btw één loket"), new Account("4100", "Kantoorkosten", Set.of(1)),
            new Account("4200", "Huisvesting"), new Account("8000", "Omzet hoog"),
            new Account("8010", "Omzet laag"), new Account("8020", "Omzet EU"), new Account("8030", "Omzet export"),
            new Account("8040", "Omzet diensten"), new Account("8050", "Omzet één loket"),
            new Account("8090", "Doorbelaste verzendkosten"));

    /** The AFAS administration of a Twinfield office; {@code unit} is AFAS's {@code Unit} and {@code UnId}. */
    public record Administration(String office, String unit, String name, boolean itemsRequired) {
    }

    /** @param taxed whether documents under this duty carry VAT at all */
    public record VatDuty(String code, String description, boolean taxed) {
    }

    /** A rate group of items and order lines ({@code VaRc}). */
    public record RateGroup(String code, String description, BigDecimal percentage) {
    }

    /** A VAT code of entries ({@code VaId}); {@code account} is null where no VAT is booked. */
    public record VatCode(String code, String description, BigDecimal percentage, @Nullable String account,
            boolean purchase) {
    }

    /** One row of the settings' VAT table; a null country is every country. */
    public record VatRow(String code, @Nullable String country, String vatDuty, String rateGroup, String vatCode,
            @Nullable String vatAccount, @Nullable BigDecimal percentage) {
    }

    /**
     * A ledger account.
     *
     * @param obligatoryAxes the axes that must be allocated
     */
    public record Account(String code, String description, Set<Integer> obligatoryAxes) {

        public Account {
            obligatoryAxes = Set.copyOf(obligatoryAxes);
        }

        Account(String code, String description) {
            this(code, description, Set.of());
        }
    }

    /** One row of the settings' ledger table. */
    public record RevenueRow(String ledger, @Nullable String country, @Nullable String vatCode, String account) {
    }

    /**
     * A journal ({@code JoCo}).
     *
     * @param type {@code V} sales, {@code I} purchase, {@code K} cash and bank, {@code M} memorandum
     */
    public record Journal(String code, String description, String type) {
    }

    /** A payment condition ({@code PaCd}). */
    public record PaymentCondition(String code, int days) {
    }

    /** A cost centre or project on an allocation axis. */
    public record CostCentre(String axis, String code, String description) {
    }

    /**
     * An item.
     *
     * @param kind {@code VaIt}: 2 article, 3 text, 6 costs
     */
    public record Item(String code, String description, String kind, String unit, String rateGroup, BigDecimal price) {
    }

    /** A debtor with its party; {@code organisation} is false for a person. */
    public record Debtor(String debtorId, String bcCo, String name, String email, boolean organisation) {
    }

    /** A creditor. */
    public record Creditor(String creditorId, String name) {
    }

    /**
     * The settings that are one value.
     *
     * @param oneOffItem the item for Twinfield's one-off articles
     * @param textItem   the item for lines that are only text
     */
    public record Defaults(String controlAccount, String paymentCondition, String deliveryMethod, String unit,
            String itemGroup, String oneOffItem, String textItem) {
    }

    /** What AFAS knows beforehand of this company. */
    public static AfasSide of(Company company) {
        return new AfasSide(
                List.of(administration(company.offices().getFirst(), "1", false),
                        administration(company.offices().getLast(), "2", true)),
                List.of(new VatDuty("1", "Binnenland", true), new VatDuty("2", "Verlegd", false),
                        new VatDuty("3", "Binnen de EU", false), new VatDuty("4", "Buiten de EU", false),
                        new VatDuty("5", "Eén loket", true)),
                List.of(new RateGroup("1", "Hoog", new BigDecimal("21")),
                        new RateGroup("2", "Laag", new BigDecimal("9")),
                        new RateGroup("3", "Nul", BigDecimal.ZERO), new RateGroup("BE", "België", new BigDecimal("21")),
                        new RateGroup("DE", "Duitsland", new BigDecimal("19")),
                        new RateGroup("FR", "Frankrijk", new BigDecimal("20"))),
                List.of(new VatCode("1", "Verkoop hoog", new BigDecimal("21"), "1510", false),
                        new VatCode("2", "Verkoop laag", new BigDecimal("9"), "1520", false),
                        new VatCode("3", "Verkoop nul", BigDecimal.ZERO, null, false),
                        new VatCode("5", "Inkoop hoog", new BigDecimal("21"), "1530", true),
                        new VatCode("6", "Inkoop laag", new BigDecimal("9"), "1530", true),
                        new VatCode("7", "Verkoop verlegd", BigDecimal.ZERO, null, false),
                        new VatCode("8", "Verkoop binnen de EU", BigDecimal.ZERO, null, false),
                        new VatCode("9", "Verkoop buiten de EU", BigDecimal.ZERO, null, false),
                        new VatCode("10", "Inkoop nul", BigDecimal.ZERO, null, true),
                        new VatCode("21", "Eén loket België", new BigDecimal("21"), "1540", false),
                        new VatCode("22", "Eén loket Duitsland", new BigDecimal("19"), "1540", false),
                        new VatCode("23", "Eén loket Frankrijk", new BigDecimal("20"), "1540", false)),
                vatRows(), ACCOUNTS, revenueRows(),
                sorted(Map.of(OfficeChart.SALES, new Journal("70", "Verkoopboek", "V"), OfficeChart.OWN_SALES,
                        new Journal("71", "Verkoop handmatig", "V"), OfficeChart.PURCHASES,
                        new Journal("60", "Inkoopboek", "I"),
                        OfficeChart.BANK, new Journal("20", "Bankboek", "K"), OfficeChart.JOURNAL,
                        new Journal("90", "Memoriaal", "M"))),
                sorted(Map.of(8, new PaymentCondition("08", 8), 14, new PaymentCondition("14", 14), 30,
                        new PaymentCondition("30", 30))),
                List.of(new CostCentre("1", "00000", "Algemeen"), new CostCentre("1", "00001", "Hoevelaken"),
                        new CostCentre("1", "00002", "Súdwest-Fryslân"),
                        new CostCentre("2", "P0000", "Project direct")),
                sorted(Map.of("KPL", "1", "PRJ", "2")), List.of("Stk", "Uur"), List.of("1"), itemsOf(company),
                debtorsOf(company), creditorsOf(company), new Defaults("1400", "14", "Y", "Stk", "1", "DIVERS", "T"));
    }

    private static <K extends Comparable<K>, V> Map<K, V> sorted(Map<K, V> map) {
        return new TreeMap<>(map);
    }

    private static Administration administration(OfficeBooks books, String unit, boolean itemsRequired) {
        return new Administration(books.office().code(), unit, books.office().name(), itemsRequired);
    }

    private static List<VatRow> vatRows() {
        return List.of(row(OfficeChart.HIGH, "1", "1", "1", "1510", null), row(OfficeChart.LOW, "1", "2", "2", "1520",
                null), row(OfficeChart.NONE, "1", "3", "3", null, null),
                row(OfficeChart.REVERSE_CHARGE, "2", "3", "7", null, "0"),
                row(OfficeChart.INTRA_COMMUNITY, "3", "3", "8", null, "0"),
                row(OfficeChart.EXPORT, "4", "3", "9", null, "0"), row("OSSBE", "5", "BE", "21", "1540", "21"),
                row("OSSDE", "5", "DE", "22", "1540", "19"), row("OSSFR", "5", "FR", "23", "1540", "20"),
                row(OfficeChart.PURCHASE_HIGH, "1", "1", "5", "1530", null), row("IL", "1", "2", "6", "1530", null),
                row("IN", "1", "3", "10", null, null));
    }

    private static VatRow row(String code, String duty, String group, String vatCode, @Nullable String account,
            @Nullable String percentage) {
        return new VatRow(code, null, duty, group, vatCode, account,
                percentage == null ? null : new BigDecimal(percentage));
    }

    private static List<RevenueRow> revenueRows() {
        List<RevenueRow> rows = new ArrayList<>();
        for (String ledger : List.of(OfficeChart.REVENUE_HIGH, OfficeChart.REVENUE_LOW, OfficeChart.REVENUE_SERVICES)) {
            rows.add(new RevenueRow(ledger, null, OfficeChart.INTRA_COMMUNITY, "8020"));
            rows.add(new RevenueRow(ledger, null, OfficeChart.EXPORT, "8030"));
            OfficeChart.ONE_STOP_SHOP
                    .forEach((country, code) -> rows.add(new RevenueRow(ledger, country, code, "8050")));
        }
        rows.add(new RevenueRow(OfficeChart.REVENUE_HIGH, null, null, "8000"));
        rows.add(new RevenueRow(OfficeChart.REVENUE_LOW, null, null, "8010"));
        rows.add(new RevenueRow(OfficeChart.REVENUE_SERVICES, null, null, "8040"));
        return rows;
    }

    /** Every article and sub-article of the office whose items AFAS must have, but for the odd one. */
    private static List<Item> itemsOf(Company company) {
        List<Item> items = new ArrayList<>();
        items.add(new Item("DIVERS", "Diversen", "2", "Stk", "1", BigDecimal.ZERO));
        items.add(new Item("T", "Tekst", "3", "*****", "1", BigDecimal.ZERO));
        items.add(new Item("D012", "Verzendkosten", "6", "*****", "1", BigDecimal.ZERO));
        items.add(new Item("AFRONDING", "Afrondingsverschil", "2", "Stk", "3", BigDecimal.ZERO));
        for (Article article : company.offices().getLast().articles()) {
            if (article.code().equals(ArticleCatalogue.UNKNOWN_IN_AFAS)) {
                continue;
            }
            String group = article.vatCode().equals(OfficeChart.LOW) ? "2" : "1";
            String unit = article.decimalQuantity() ? "Uur" : "Stk";
            if (article.subArticles().stream().noneMatch(sub -> sub.code().equals(article.code()))) {
                items.add(new Item(article.code(), article.name(), "2", unit, group,
                        article.subArticles().getFirst().priceExcluding()));
            }
            article.subArticles().stream().filter(sub -> !sub.code().isEmpty())
                    .forEach(
                            sub -> items.add(new Item(sub.code(), sub.name(), "2", unit, group, sub.priceExcluding())));
        }
        return items;
    }

    /** Supplier codes repeat across offices; a creditor is one for the whole environment. */
    private static List<Creditor> creditorsOf(Company company) {
        return company.offices().getLast().suppliers().stream().map(one -> new Creditor(one.code(), one.name()))
                .toList();
    }

    private static List<Debtor> debtorsOf(Company company) {
        List<Debtor> debtors = new ArrayList<>();
        List<String> already = company.oddities().customersAlreadyInAfas();
        for (int n = 0; n < already.size(); n++) {
            debtors.add(debtor(company, already.get(n), n));
        }
        debtors.add(debtor(company, company.oddities().customerAmbiguousInAfas(), already.size()));
        debtors.add(debtor(company, company.oddities().customerAmbiguousInAfas(), already.size() + 1));
        return debtors;
    }

    private static Debtor debtor(Company company, String key, int n) {
        String[] parts = key.split("/", 3);
        Relation customer = company.office(parts[0]).customers().stream().filter(one -> one.code().equals(parts[2]))
                .findFirst().orElseThrow();
        return new Debtor(String.valueOf(10_001 + n), String.valueOf(1_000_001 + n), customer.name(), customer.email(),
                true);
    }
}
