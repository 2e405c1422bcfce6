package com.twinafas.mapper.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.AfasBodies;
import com.twinafas.mapper.Given;
import com.twinafas.mapper.Known;
import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.mapping.Mapping;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.AfasUpdate.EntryUpdate;
import com.twinafas.twinfield.xml.XmlElement;

class EntryMapperTest {

    private static final Map<String, String> TABLES = Map.of("revenue-accounts[0].ledger", "8020",
            "revenue-accounts[0].account", "8000", "cost-centre-axes.KPL", "1", "cost-centre-axes.PRJ", "2");
    private static final List<String> OFFICE = List.of("daybooks=BNK,CASH,INK,MEMO", "journals.BNK=20",
            "journals.CASH=21", "journals.INK=60", "journals.MEMO=90");

    private final Known known = new Known().with(customer("1000", "NL")).with(customer("1001", "DE"));

    @Test
    void mapsRealBankTransactionWithVat() {
        // When
        EntryUpdate entry = entry("BNK/201700001", Given.sample("transactions/bank-transaction-all-line-types.xml")
                .children("transaction").getFirst().withAttribute("location", "final"));

        // Then
        assertThat(entry.debtors()).isEmpty();
        assertThat(entry.journal()).isEqualTo("20");
        assertThat(lines(entry, "VaAs", "AcNr", "VaId", "AmDe", "AmCr")).containsExactly("1 1100 - 121.00 0",
                "1 2200 1 0 100.00", "1 1510 1 0 21.00");
        AfasBodies.assertValid("FiEntries", entry.entry());
    }

    @Test
    void mapsRealCashReceiptToThePaidInvoiceOfItsCustomer() {
        // When
        EntryUpdate entry = entry("CASH/201300008",
                Given.sample("transactions/cash-transaction.xml").withAttribute("location", "final"));

        // Then
        assertThat(entry.debtors()).singleElement().satisfies(one -> {
            assertThat(one.debtor().customer()).hasToString("NL/customer/1000");
            assertThat(one.lines()).containsExactly(1);
        });
        assertThat(lines(entry, "VaAs", "AcNr", "InId", "DaEx", "AmDe", "AmCr")).containsExactly("1 1002 - - 435.55 0",
                "2 - 11001770 - 0 435.55");
        AfasBodies.assertValid("FiEntries", entry.entry());
    }

    @Test
    void mapsRealJournalTransactionWithTheDueDateOfWhatItWritesOff() {
        EntryUpdate entry = entry("MEMO/201300003",
                Given.sample("transactions/journal-transaction.xml").withAttribute("location", "final"));

        assertThat(lines(entry, "VaAs", "AcNr", "InId", "DaEx", "AmDe", "AmCr")).containsExactly("1 4008 - - 435.55 0",
                "2 - 11001770 2013-11-08 0 435.55");
        AfasBodies.assertValid("FiEntries", entry.entry());
    }

    @Test
    void mapsRealPurchaseToItsCreditor() {
        EntryUpdate entry = entry("INK/201300021", Given.sample("transactions/purchase-transaction-partly-matched.xml")
                .withAttribute("location", "final"), "vat[3].code=IH", "vat[3].vat-code=5", "vat[3].vat-account=1530");

        assertThat(lines(entry, "VaAs", "AcNr", "InId", "DaEx", "VaId", "AmDe", "AmCr")).containsExactly(
                "3 2000 20130-5481 2013-05-06 - 0 121.00", "1 8000 20130-5481 - 5 100.00 0",
                "1 1530 20130-5481 - 5 21.00 0");
        AfasBodies.assertValid("FiEntries", entry.entry());
    }

    @Test
    void putsEachLineOfAStatementOnTheAccountOfItsCustomer() {
        // When
        EntryUpdate entry = entry("BNK/1",
                transaction("BNK", "<statementnumber>1</statementnumber>", line("1100", "", "debit", "60.00"),
                        line("1300", "1001", "credit", "10.00", "<invoicenumber>A</invoicenumber>"),
                        line("1300", "1000", "credit", "20.00", "<invoicenumber>B</invoicenumber>"),
                        line("1300", "1001", "credit", "30.00", "<invoicenumber>C</invoicenumber>")));

        // Then
        assertThat(entry.debtors()).extracting(one -> one.debtor().customer() + " " + one.lines())
                .containsExactly("NL/customer/1000 [2]", "NL/customer/1001 [1, 3]");
        assertThat(lines(entry, "VaAs", "AcNr", "InId", "AmCr")).containsExactly("1 1100 - 0", "2 - A 10.00",
                "2 - B 20.00", "2 - C 30.00");
        assertThat(entry.total()).isEqualByComparingTo("60.00");
        AfasBodies.assertValid("FiEntries", entry.entry());
    }

    @Test
    void waitsForAllCustomersOfAStatementAtOnce() {
        SourceRecord statement = Given.record("transaction/BNK/1", transaction("BNK", "",
                line("1300", "1", "debit", "5"), line("1300", "2", "credit", "5"),
                line("1300", "1000", "credit", "0")));

        assertThat(map(statement, known.incomplete(RecordKind.CUSTOMER))).isEqualTo(new MapResult.Waiting(
                Set.of(RecordKey.parse("NL/customer/1"), RecordKey.parse("NL/customer/2"))));
    }

    @Test
    void namesTheCustomerOfAStatementThatIsMissing() {
        SourceRecord statement = Given.record("transaction/BNK/1", transaction("BNK", "",
                line("1300", "1000", "debit", "5"), line("1300", "1099", "credit", "5")));

        assertThat(map(statement, known)).isInstanceOfSatisfying(MapResult.Refused.class, refused -> {
            assertThat(refused.cause().key()).isEqualTo("CUSTOMER_MISSING{customer=1099}");
            assertThat(refused.missing()).isEqualTo(RecordKey.parse("NL/customer/1099"));
        });
    }

    @Test
    void givesTheSameContentHashWhateverItsCustomersAreLike() {
        XmlElement raw = transaction("BNK", "", line("1300", "1000", "debit", "5"),
                line("1300", "1001", "credit", "5"));
        MapResult.Mapped first = (MapResult.Mapped) map(Given.record("transaction/BNK/1", raw), known);

        known.with(Given.record("customer/1001", Given.xml("<dimension><name>Renamed</name></dimension>")));
        MapResult.Mapped second = (MapResult.Mapped) map(Given.record("transaction/BNK/1", raw), known);

        assertThat(second.updates().getFirst().contentHash()).isEqualTo(first.updates().getFirst().contentHash());
        assertThat(second.updates().getFirst().update()).isNotEqualTo(first.updates().getFirst().update());
    }

    @Test
    void takesProvisionalTransactionsOnlyBySetting() {
        XmlElement raw = transaction("BNK", "", line("1", "", "debit", "5"), line("2", "", "credit", "5"))
                .withAttribute("location", "temporary");

        assertThat(map(Given.record("transaction/BNK/1", raw), known)).isEqualTo(new MapResult.Ignored("provisional"));
        assertThat(mapper(Map.of(), "entries.provisional=true").map(Given.record("transaction/BNK/1", raw), known,
                Trace.NONE)).isInstanceOf(MapResult.Mapped.class);
    }

    @Test
    void sendsForeignAmountsBesideThoseInTheOfficesOwnCurrency() {
        XmlElement raw = transaction("BNK", "<currency>EUR</currency>",
                "<line><dim1>1</dim1><debitcredit>debit</debitcredit><value>10.00</value><basevalue>112.50</basevalue>"
                        + "<rate>11.25</rate></line>",
                "<line><dim1>2</dim1><debitcredit>credit</debitcredit><value>10.00</value>"
                        + "<basevalue>112.50</basevalue><rate>11.25</rate></line>");

        EntryUpdate swedish = (EntryUpdate) update(mapper(Map.of(), "entries.base-currency=SEK")
                .map(Given.record("transaction/BNK/1", raw), known, Trace.NONE));

        assertThat(lines(swedish, "AmDe", "CuId", "Rate", "AmDc")).first().isEqualTo("112.50 EUR 0.088889 10.00");
        assertThat(lines(entry("BNK/1", raw), "AmDe", "CuId", "Rate", "AmDc")).first().isEqualTo("112.50 - - -");
    }

    @Test
    void callsSuppliersByTheTableOfCreditors() {
        XmlElement raw = transaction("INK", "", "<line><dim1>1600</dim1><dim2 dimensiontype='CRD'>2000</dim2>"
                + "<debitcredit>credit</debitcredit><basevalue>5</basevalue></line>",
                "<line><dim1>1600</dim1>"
                        + "<dim2 dimensiontype='CRD'>2001</dim2><debitcredit>debit</debitcredit><basevalue>5</basevalue></line>");

        EntryUpdate entry = (EntryUpdate) update(mapper(Map.of(), "entries.creditors.2000=60001")
                .map(Given.record("transaction/INK/1", raw), known, Trace.NONE));

        assertThat(lines(entry, "VaAs", "AcNr")).containsExactly("3 60001", "3 2001");
    }

    @Test
    void readsItsTablesByTheCountryOfItsCustomersOrElseOfTheOffice() {
        Map<String, String> tables = Map.of("revenue-accounts[0].ledger", "8", "revenue-accounts[0].country", "DE",
                "revenue-accounts[0].account", "GERMAN", "revenue-accounts[1].ledger", "8",
                "revenue-accounts[1].country", "BE", "revenue-accounts[1].account", "BELGIAN");
        String[] one = {line("8", "", "credit", "5"), line("13", "1001", "debit", "5")};
        String[] two = {line("8", "", "credit", "5"), line("13", "1001", "debit", "2"),
                line("13", "1000", "debit", "3")};

        assertThat(accounts(tables, one)).startsWith("GERMAN");
        assertThat(accounts(tables, two)).startsWith("BELGIAN");
    }

    private String accounts(Map<String, String> tables, String... lines) {
        return lines((EntryUpdate) update(mapper(tables, "entries.country=BE").map(
                Given.record("transaction/BNK/1", transaction("BNK", "", lines)), known, Trace.NONE)), "AcNr")
                .getFirst();
    }

    @Test
    void refusesALedgerWithoutRowWhereTheSettingsSaySo() {
        assertThat(map(Given.record("transaction/BNK/1", transaction("BNK", "", line("8020", "", "debit", "5"),
                line("0135", "", "credit", "5"))), known, "unmapped-ledger=refuse"))
                .isInstanceOfSatisfying(MapResult.Refused.class, refused -> assertThat(refused.cause().key())
                        .isEqualTo("LEDGER_UNMAPPED{ledger=0135}"));
    }

    @Test
    void reportsARateThatIsNotTheOneInForce() {
        // Given
        known.with(Given.record("reference/vat/VH", Given.sample("vat/vatcode-vh-two-rates.xml")));
        XmlElement raw = transaction("BNK", "", line("1", "", "debit", "5", "<vatcode>VH</vatcode>"),
                line("2", "", "credit", "5"));

        // Then
        assertThat(map(Given.record("transaction/BNK/1", raw), known, "vat[0].percentage=21"))
                .isInstanceOf(MapResult.Mapped.class);
        assertThat(map(Given.record("transaction/BNK/1", raw), known, "vat[0].percentage=19"))
                .isInstanceOfSatisfying(MapResult.Refused.class, refused -> assertThat(refused.cause().key()).isEqualTo(
                        "VAT_RATE_DIFFERS{country=NL, date=2026-03-01, expected=19, rate=21, vatcode=VH}"));
        assertThat(map(Given.record("transaction/BNK/1", raw), new Known().incomplete(RecordKind.REFERENCE),
                "vat[0].percentage=21")).isInstanceOf(MapResult.Waiting.class);
    }

    @Test
    void makesOneLineOfThoseThatAreAlikeWhereThereAreTooMany() {
        // Given
        List<String> lines = new ArrayList<>(List.of(line("1", "", "debit", "999"), line("13", "1000", "debit", "1.00"),
                line("13", "1000", "debit", "1.00")));
        for (int i = 0; i < 1001; i++) {
            lines.add(line(i % 2 == 0 ? "2" : "3", "", "credit", "1.00", "<dim3 dimensiontype='PRJ'>P</dim3>"));
        }

        // When
        EntryUpdate entry = entry("BNK/1", transaction("BNK", "", lines.toArray(String[]::new)));

        // Then
        assertThat(lines(entry, "VaAs", "AcNr", "AmDe", "AmCr", "FiDimEntries/AmCr")).containsExactly("1 1 999 0 -",
                "2 - 1.00 0 -", "2 - 1.00 0 -", "1 2 0 501.00 501.00", "1 3 0 500.00 500.00");
        assertThat(entry.debtors()).singleElement().satisfies(one -> assertThat(one.lines()).containsExactly(1, 2));
    }

    @Test
    void leavesAThousandLinesAsTheyAreAndRefusesMoreThatDiffer() {
        List<String> lines = new ArrayList<>(List.of(line("1", "", "debit", "999")));
        for (int i = 0; i < 999; i++) {
            lines.add(line("2", "", "credit", "1"));
        }
        assertThat(entry("BNK/1", transaction("BNK", "", lines.toArray(String[]::new))).entry().object("FiEntries"))
                .hasSize(1000);

        lines.set(0, line("1", "", "debit", "1000"));
        lines.add(line("2", "", "credit", "1"));
        for (int i = 1; i < lines.size(); i++) {
            lines.set(i, line("2", "", "credit", "1", "<description>" + i + "</description>"));
        }
        assertThat(map(Given.record("transaction/BNK/1", transaction("BNK", "", lines.toArray(String[]::new))), known))
                .isInstanceOfSatisfying(MapResult.Refused.class, refused -> assertThat(refused.cause().key())
                        .isEqualTo("ENTRY_TOO_MANY_LINES{limit=1000, lines=1001}"));
    }

    @Test
    void leavesOutWhatIsZeroAndPutsWhatIsNegativeOnTheOtherSide() {
        EntryUpdate entry = entry("MEMO/1", transaction("MEMO", "", line("1", "", "debit", "-5.00"),
                line("2", "", "credit", "0.00"), line("3", "", "credit", "-5.00")));

        assertThat(lines(entry, "AcNr", "AmDe", "AmCr")).containsExactly("1 0 5.00", "3 5.00 0");
        assertThat(entry.total()).isEqualByComparingTo("5.00");
        assertThat(map(Given.record("transaction/MEMO/1",
                transaction("MEMO", "", line("1", "", "debit", "0.00"), line("2", "", "credit", "0"))), known))
                .isEqualTo(new MapResult.Ignored("all its lines are zero"));
    }

    @Test
    void takesTheDueDateOfTheLineElseOfTheTransaction() {
        EntryUpdate entry = entry("MEMO/1", transaction("MEMO", "<duedate>20260401</duedate>",
                line("13", "1000", "debit", "5", "<duedate>20260315</duedate>"), line("13", "1001", "credit", "5")));

        assertThat(lines(entry, "DaEx")).containsExactly("2026-03-15", "2026-04-01");
    }

    @Test
    void booksVatOnTheAccountOfTheVatTableElseOfTheLedgerTable() {
        XmlElement raw = transaction("MEMO", "", line("1", "", "debit", "5"),
                line("1530", "", "credit", "5", "<vatcode>VL</vatcode>").replace("detail", "vat"));

        assertThat(lines(entry("MEMO/1", raw, "vat[2].vat-account=1520"), "AcNr", "VaId")).containsExactly("1 -",
                "1520 2");
        assertThat(lines(entry("MEMO/1", raw, "revenue-accounts[1].ledger=1530", "revenue-accounts[1].account=1525"),
                "AcNr", "VaId")).containsExactly("1 -", "1525 2");
    }

    @Test
    void refusesAMappingThatLeavesLinesOut() {
        Mapping mapping = MappingReader.overridden("mine",
                "entry:\n  objects:\n    FiEntries:\n      when: kind != 'ledger'\n");
        MapResult result = new RecordMapper(mapping, Given.settings(TABLES, OFFICE.toArray(String[]::new))).map(
                Given.record("transaction/BNK/1", transaction("BNK", "", line("1", "", "debit", "5"),
                        line("2", "", "credit", "5"))),
                known, Trace.NONE);

        assertThat(result).isInstanceOfSatisfying(MapResult.Refused.class, refused -> assertThat(refused.cause().key())
                .startsWith("MAPPING_FAILED{field=FiEntries"));
    }

    @Test
    void hasTheTermsOfItsCustomerOnlyOnWhatIsStillToBePaid() {
        String[] methods = {"payment.methods[0].means=paymentfile", "payment.methods[0].collect=true"};
        known.with(Given.record("customer/1000", Given.xml("<dimension><name>A</name><financials><duedays>10</duedays>"
                + "<meansofpayment>paymentfile</meansofpayment></financials></dimension>")));

        EntryUpdate sale = entry("MEMO/1", transaction("MEMO", "<duedate>20260331</duedate>",
                line("1300", "1000", "debit", "60.00"), line("8020", "", "credit", "60.00")), methods);
        EntryUpdate early = entry("MEMO/1", transaction("MEMO", "<duedate>20260304</duedate>",
                line("1300", "1000", "debit", "60.00"), line("8020", "", "credit", "60.00")), methods);
        EntryUpdate payment = entry("BNK/1", transaction("BNK", "<statementnumber>1</statementnumber>",
                line("1100", "", "debit", "60.00"), line("1300", "1000", "credit", "60.00")), methods);

        assertThat(lines(sale, "VaAs", "PaCd", "AuPa")).containsExactly("2 30 true", "1 - -");
        assertThat(lines(early, "VaAs", "PaCd")).as("no condition of 3 days: the customer's").startsWith("2 10");
        assertThat(lines(payment, "VaAs", "PaCd", "AuPa")).containsExactly("1 - -", "2 - -");
        AfasBodies.assertValid("FiEntries", sale.entry());
    }

    private EntryUpdate entry(String code, XmlElement raw, String... mapping) {
        return (EntryUpdate) update(map(Given.record("transaction/" + code, raw), known, mapping));
    }

    private static AfasUpdate update(MapResult result) {
        assertThat(result).isInstanceOf(MapResult.Mapped.class);
        return ((MapResult.Mapped) result).updates().getFirst().update();
    }

    private static MapResult map(SourceRecord record, Known known, String... mapping) {
        Map<String, String> tables = new HashMap<>(TABLES);
        Arrays.stream(mapping).map(said -> said.split("=", 2)).forEach(said -> tables.put(said[0], said[1]));
        return mapper(tables).map(record, known, Trace.NONE);
    }

    private static RecordMapper mapper(Map<String, String> tables, String... office) {
        return new RecordMapper(MappingReader.standard(),
                Given.settings(tables, Stream.concat(OFFICE.stream(), Stream.of(office)).toArray(String[]::new)));
    }

    /** The fields of each line, with a dash where there is none. */
    private static List<String> lines(EntryUpdate entry, String... fields) {
        return entry.entry().object("FiEntries").stream().map(AfasBodies::flat).map(line -> String.join(" ",
                Stream.of(fields).map(field -> line.getOrDefault(field, "-")).toList())).toList();
    }

    private static XmlElement transaction(String daybook, String header, String... lines) {
        return Given.xml("<transaction location='final'><header><code>" + daybook + "</code><date>20260301</date>"
                + "<period>2026/3</period>" + header + "</header><lines>" + String.join("", lines)
                + "</lines></transaction>");
    }

    private static String line(String ledger, String customer, String side, String value, String... more) {
        return "<line type='detail'><dim1>" + ledger + "</dim1>"
                + (customer.isEmpty() ? "" : "<dim2 dimensiontype='DEB'>" + customer + "</dim2>") + "<debitcredit>"
                + side + "</debitcredit><value>" + value + "</value><basevalue>" + value + "</basevalue>"
                + String.join("", more) + "</line>";
    }

    private static SourceRecord customer(String code, String country) {
        return Given.record("customer/" + code, Given.xml("<dimension><name>Voorbeeld " + code + "</name><addresses>"
                + "<address id='1' default='true'><country>" + country + "</country></address></addresses>"
                + "</dimension>"));
    }
}
