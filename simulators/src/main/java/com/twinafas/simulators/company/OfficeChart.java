package com.twinafas.simulators.company;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import com.twinafas.simulators.company.Office.Daybook;
import com.twinafas.simulators.company.Office.InvoiceType;
import com.twinafas.simulators.company.Office.Ledger;
import com.twinafas.simulators.company.Office.Named;
import com.twinafas.simulators.company.VatCode.Percentage;

/** The two offices of every generated company, with their charts of accounts, day books and VAT codes. */
final class OfficeChart {

    static final String FIRST = "NLA001";
    /** Leading zeros matter. */
    static final String SECOND = "0042";

    static final String DEBTORS = "1300";
    static final String CREDITORS = "1600";
    static final String BANK_LEDGER = "1100";
    static final String SUSPENSE = "2200";
    static final String COSTS = "4100";
    static final String ROUNDING = "4008";
    static final String REVENUE_HIGH = "8020";
    static final String REVENUE_LOW = "8010";
    static final String REVENUE_SERVICES = "8050";
    static final String SHIPPING_REVENUE = "8090";
    static final String COST_CENTRE = "00000";
    static final List<String> COST_CENTRES = List.of(COST_CENTRE, "00001", "00002");
    static final String PROJECT = "P0000";

    static final String SALES = "VRK";
    static final String OWN_SALES = "VRKM";
    static final String PURCHASES = "INK";
    static final String BANK = "BNK";
    static final String JOURNAL = "MEMO";

    static final String HIGH = "VH";
    static final String LOW = "VL";
    static final String NONE = "VN";
    static final String REVERSE_CHARGE = "VV";
    static final String INTRA_COMMUNITY = "ICP";
    static final String EXPORT = "EXP";
    /** Margin scheme: no row in the VAT table of the AFAS side. */
    static final String MARGIN = "VMG";
    static final String PURCHASE_HIGH = "IH";
    /** One-stop shop: a code for each country where consumers are, with the rate of that country. */
    static final Map<String, String> ONE_STOP_SHOP = new TreeMap<>(Map.of("BE", "OSSBE", "DE", "OSSDE", "FR", "OSSFR"));

    private OfficeChart() {
    }

    static Office first() {
        return office(FIRST, "Voorbeeld & Zoon Handel B.V.", "Voorbeeld", "1[0-9][0-9][0-9]",
                List.of("Tav", "Adres", "Postadres", "BTW nummer", "KVK nummer", ""),
                List.of(new InvoiceType("FACTUUR", "Factuur", false, SALES),
                        new InvoiceType("WEBSHOP", "Webshop", true, SALES)));
    }

    /** Street and attention have changed places in the address labels. */
    static Office second() {
        return office(SECOND, "Voorbeeld Détail N.V.", "", "[0-9][0-9][0-9][0-9]",
                List.of("Adres", "Tav", "Postadres", "BTW nummer", "KVK nummer", ""),
                List.of(new InvoiceType("VERKOOP", "Verkoop", false, SALES),
                        new InvoiceType("BALIE", "Balieverkoop", true, SALES)));
    }

    private static Office office(String code, String name, String shortName, String mask, List<String> labels,
            List<InvoiceType> types) {
        return new Office(code, name, shortName, id(code, "office"), mask, labels, types,
                List.of(new Daybook(BANK, "Standaard bank", "Standaard bank", BANK_LEDGER),
                        new Daybook(PURCHASES, "Inkoopfactuur", "Inkoop", ""),
                        new Daybook(JOURNAL, "Memoriaal", "Memo", ""),
                        new Daybook(SALES, "Verkoopfactuur", "Verkoop", ""),
                        new Daybook(OWN_SALES, "Verkoop handmatig", "Verkoop hand", "")),
                vatCodes(code), ledgers(code),
                List.of(new Named("EUR", "Euro"), new Named("GBP", "Britse pond"), new Named("USD", "Dollar")),
                List.of(new Named("SEPANLCT", "SEPA NL Excasso"), new Named("SEPANLDD", "SEPA NL Incasso")),
                List.of(new Named("1GRT", "Groothandel"), new Named("2REL", "Relaties"),
                        new Named("3PAR", "Particulier")));
    }

    private static List<VatCode> vatCodes(String office) {
        return List.of(
                vat(office, HIGH, "BTW Hoog", "sales", "1530", "NL1A", row("2000-01-01", "19"),
                        row("2012-10-01", "21")),
                vat(office, LOW, "BTW Laag", "sales", "1531", "NL1B", row("2000-01-01", "6"), row("2019-01-01", "9")),
                vat(office, NONE, "BTW 0%", "sales", "1532", "NL1E", row("2000-01-01", "0")),
                vat(office, REVERSE_CHARGE, "BTW verlegd", "sales", "1533", "NL1E", row("2000-01-01", "0")),
                vat(office, INTRA_COMMUNITY, "Leveringen binnen de EU", "sales", "1534", "NL3B",
                        row("2000-01-01", "0")),
                vat(office, EXPORT, "Uitvoer buiten de EU", "sales", "1535", "NL3A", row("2000-01-01", "0")),
                vat(office, MARGIN, "Margeregeling", "sales", "1536", "NL1E", row("2000-01-01", "0")),
                oneStopShop(office, "BE", "21", "1537"), oneStopShop(office, "DE", "19", "1538"),
                oneStopShop(office, "FR", "20", "1539"),
                vat(office, PURCHASE_HIGH, "BTW Hoog", "purchase", "1510", "NL5B", row("2000-01-01", "19"),
                        row("2012-10-01", "21")),
                vat(office, "IL", "BTW Laag", "purchase", "1511", "NL5B", row("2000-01-01", "6"),
                        row("2019-01-01", "9")),
                vat(office, "IN", "BTW 0%", "purchase", "1515", "NL5B", row("2000-01-01", "0")));
    }

    /** In force since July 2021. */
    private static VatCode oneStopShop(String office, String country, String percentage, String ledger) {
        return vat(office, Objects.requireNonNull(ONE_STOP_SHOP.get(country)), "Eén loket " + country, "sales", ledger,
                country + "OSS", row("2021-07-01", percentage));
    }

    private static Percentage row(String from, String percentage) {
        return new Percentage(LocalDate.parse(from), new BigDecimal(percentage));
    }

    private static VatCode vat(String office, String code, String name, String type, String ledger, String group,
            Percentage... rows) {
        Instant created = LocalDate.of(2004, 10, 27).atTime(10, 13, 42).toInstant(ZoneOffset.UTC);
        return new VatCode(code, name, code.startsWith("V") || code.startsWith("I") ? code : "", type,
                id(office, "vat" + code), created, created, ledger, group, "Rubriek " + group.substring(2),
                List.of(rows));
    }

    private static List<Ledger> ledgers(String office) {
        return Stream.of("BAS:1100:Standaard bank", "BAS:1300:Debiteuren", "BAS:1510:Te vord OB hoog",
                "BAS:1511:Te vord OB laag", "BAS:1515:Inkopen 0%", "BAS:1530:Te betalen OB hoog",
                "BAS:1531:Te betalen OB laag", "BAS:1532:Omzet 0%", "BAS:1533:Verlegde OB", "BAS:1534:Leveringen EU",
                "BAS:1535:Uitvoer", "BAS:1536:Marge", "BAS:1537:Eén loket België", "BAS:1538:Eén loket Duitsland",
                "BAS:1539:Eén loket Frankrijk", "BAS:1600:Crediteuren", "BAS:2200:Vraagposten",
                "PNL:4008:Betalingsverschillen", "PNL:4100:Kantoorkosten", "PNL:4200:Huisvesting",
                "PNL:8010:Omzet laag", "PNL:8020:Omzet hoog", "PNL:8050:Omzet diensten", "PNL:8090:Verzendkosten",
                "KPL:00000:Algemeen", "KPL:00001:Hoevelaken", "KPL:00002:Súdwest-Fryslân", "PRJ:P0000:Project direct")
                .map(text -> text.split(":", -1))
                .map(parts -> new Ledger(parts[0], parts[1], parts[2], id(office, parts[0] + parts[1])))
                .toList();
    }

    /** The same for the same words, in every run. */
    static UUID id(String office, String what) {
        return UUID.nameUUIDFromBytes((office + "/" + what).getBytes(StandardCharsets.UTF_8));
    }
}
