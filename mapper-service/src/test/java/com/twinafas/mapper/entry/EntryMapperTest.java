package com.twinafas.mapper.entry;

import static org.assertj.core.api.Assertions.assertThat;

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
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
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

    private EntryUpdate entry(String code, XmlElement raw, String... mapping) {
        MapResult result = map(Given.record("transaction/" + code, raw), known, mapping);
        assertThat(result).isInstanceOf(MapResult.Mapped.class);
        return (EntryUpdate) ((MapResult.Mapped) result).updates().getFirst().update();
    }

    private static MapResult map(SourceRecord record, Known known, String... mapping) {
        Map<String, String> tables = new HashMap<>(TABLES);
        Arrays.stream(mapping).map(said -> said.split("=", 2)).forEach(said -> tables.put(said[0], said[1]));
        return new RecordMapper(MappingReader.standard(), Given.settings(tables, OFFICE.toArray(String[]::new)))
                .map(record, known, Trace.NONE);
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
