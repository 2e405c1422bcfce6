package com.twinafas.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.Given;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.simulators.afas.books.Entry;
import com.twinafas.twinfield.xml.XmlElement;

class MutationFlowTest {

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("offices[0].daybooks", "SLS,INK,BNK,CASH,MEMO"), Map.entry("offices[0].journals.SLS", "20"),
            Map.entry("offices[0].journals.INK", "30"), Map.entry("offices[0].journals.BNK", "50"),
            Map.entry("offices[0].journals.CASH", "50"), Map.entry("offices[0].journals.MEMO", "80"),
            Map.entry("offices[0].entries.creditors.2000", "60005"), Map.entry("mapping.vat[0].vat-code", "1"),
            Map.entry("mapping.vat[0].vat-account", "1510"), Map.entry("mapping.vat[3].code", "IH"),
            Map.entry("mapping.vat[3].vat-code", "5"), Map.entry("mapping.vat[3].vat-account", "1530"),
            Map.entry("mapping.revenue-accounts[0].ledger", "8020"),
            Map.entry("mapping.revenue-accounts[0].account", "8000"),
            Map.entry("mapping.revenue-accounts[1].ledger", "1002"),
            Map.entry("mapping.revenue-accounts[1].account", "1100"),
            Map.entry("mapping.revenue-accounts[2].ledger", "4008"),
            Map.entry("mapping.revenue-accounts[2].account", "4108"),
            Map.entry("mapping.revenue-accounts[3].ledger", "2200"),
            Map.entry("mapping.revenue-accounts[3].account", "8010"));

    private FlowRig flow = new FlowRig(SETTINGS);

    @BeforeEach
    void knowTheCustomer() {
        flow.known("customer/1000", Given.sample("customers/customer-get.xml"));
    }

    @AfterEach
    void stop() {
        flow.close();
    }

    private void with(String... settings) {
        flow.close();
        Map<String, Object> all = new HashMap<>(SETTINGS);
        Stream.of(settings).map(said -> said.split("=", 2)).forEach(said -> all.put(said[0], said[1]));
        flow = new FlowRig(all);
        knowTheCustomer();
    }

    @Test
    void booksARealSaleOnItsDebtorWithRevenueAndVat() {
        // When
        flow.read("transaction/SLS/201300095", booked("sales-transaction"));

        // Then
        String debtor = Objects.requireNonNull(flow.rig().delivery(FlowRig.customer("1000")).afas("DbId"));
        assertThat(lines("VaAs", "AcNr", "InId", "VaId", "DaEx", "AmDe", "AmCr")).containsExactly(
                "2 " + debtor + " 20130-6000 - 2013-05-06 121.0 -", "1 8000 20130-6000 1 - - 100.0",
                "1 1510 20130-6000 1 - - 21.0");
        assertThat(flow.books().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.journal()).isEqualTo("20");
            assertThat(entry.year() + "/" + entry.period()).isEqualTo("2013/5");
            assertThat(entry.administration()).isEqualTo(1);
        });
    }

    @Test
    void writesOffTheInvoiceThatARealCashReceiptPays() {
        flow.read("transaction/SLS/201300095", with(booked("sales-transaction"), "invoicenumber", "11001770"));
        flow.read("transaction/CASH/201300008", booked("cash-transaction"));

        assertThat(flow.books().entries()).hasSize(2);
        assertThat(flow.books().openInvoices()).singleElement().satisfies(open -> {
            assertThat(open.number()).isEqualTo("11001770");
            assertThat(open.balance()).isEqualByComparingTo("-314.55");
        });
    }

    @Test
    void booksARealPurchaseOnTheCreditorOfTheTable() {
        flow.read("transaction/INK/201300021", booked("purchase-transaction-partly-matched"));

        assertThat(lines("VaAs", "AcNr", "InId", "VaId", "AmDe", "AmCr")).containsExactly(
                "3 60005 20130-5481 - - 121.0", "1 8000 20130-5481 5 100.0 -", "1 1530 20130-5481 5 21.0 -");
    }

    @Test
    void booksRealBankAndJournalTransactions() {
        flow.read("transaction/BNK/201700001", Given.sample("transactions/bank-transaction-all-line-types.xml")
                .children("transaction").getFirst().withAttribute("location", "final"));
        flow.read("transaction/MEMO/201300003", booked("journal-transaction"));

        assertThat(flow.books().entries()).extracting(Entry::journal).containsExactly("50", "80");
        assertThat(flow.books().entries()).allSatisfy(entry -> assertThat(entry.debit()).isPositive());
    }

    @Test
    void deliversAProvisionalTransactionOnceAndReportsItsChange() {
        // Given
        with("offices[0].entries.provisional=true");
        RecordKey key = RecordKey.parse("NL01/transaction/SLS/201300095");
        flow.read("transaction/SLS/201300095", Given.sample("transactions/sales-transaction.xml"));

        // When
        flow.read("transaction/SLS/201300095", booked("sales-transaction"));

        // Then
        assertThat(flow.rig().delivery(key).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(flow.rig().ledger().letter(key)).isNull();

        // When
        flow.read("transaction/SLS/201300095", with(booked("sales-transaction"), "invoicenumber", "OTHER"));

        // Then
        assertThat(flow.rig().ledger().letter(key)).isEqualTo(FailureCode.DOCUMENT_CHANGED);
        assertThat(flow.books().entries()).hasSize(1);
    }

    @Test
    void takesVatCodeAndRevenueAccountByTheCountryOfTheCustomer() {
        // Given
        with("mapping.vat[4].code=VH", "mapping.vat[4].country=BE", "mapping.vat[4].vat-code=2",
                "mapping.vat[4].vat-account=1520", "mapping.vat[4].percentage=21",
                "mapping.revenue-accounts[4].ledger=8020", "mapping.revenue-accounts[4].country=BE",
                "mapping.revenue-accounts[4].vat-code=VH", "mapping.revenue-accounts[4].account=8020");
        flow.known("reference/vat/VH", Given.sample("vat/vatcode-vh-two-rates.xml"));
        flow.known("customer/1000", Given.xml("<dimension><name>Voorbeeld NV</name><addresses>"
                + "<address id='1' default='true'><country>BE</country><email>be@example.com</email></address>"
                + "</addresses></dimension>"));

        // When
        flow.read("transaction/SLS/201300095", booked("sales-transaction"));

        // Then
        assertThat(lines("AcNr", "VaId").subList(1, 3)).containsExactly("8020 2", "1520 2");
    }

    @Test
    void putsCostCentreAndProjectOnTheirAxes() {
        // Given
        with("mapping.cost-centre-axes.KPL=1", "mapping.cost-centre-axes.PRJ=2",
                "mapping.allocation.codes[0].axis=1", "mapping.allocation.codes[0].code=00001",
                "mapping.allocation.codes[0].afas=100", "mapping.revenue-accounts[0].account=8074");

        // When
        flow.read("transaction/MEMO/1", Given.xml("<transaction location='final'><header><code>MEMO</code>"
                + "<date>20260301</date><period>2026/3</period></header><lines>"
                + "<line><dim1>8020</dim1><dim2 dimensiontype='KPL'>00001</dim2><dim3 dimensiontype='PRJ'>NOORD</dim3>"
                + "<debitcredit>credit</debitcredit><basevalue>5.00</basevalue></line>"
                + "<line><dim1>4008</dim1><debitcredit>debit</debitcredit><basevalue>5.00</basevalue></line>"
                + "</lines></transaction>"));

        // Then
        assertThat(flow.books().entries()).singleElement().satisfies(entry -> assertThat(
                entry.lines().getFirst().allocations()).singleElement().satisfies(
                        allocation -> assertThat(allocation).containsEntry("DiC1", "100").containsEntry("DiC2",
                                "NOORD").containsEntry("AmCr", "5.0")));
    }

    @Test
    void reportsAnAllocationThatIsMissingBeforeItIsSent() {
        with("mapping.revenue-accounts[0].account=8074");

        flow.read("transaction/SLS/201300095", booked("sales-transaction"));

        RecordKey key = RecordKey.parse("NL01/transaction/SLS/201300095");
        assertThat(flow.rig().ledger().letter(key)).isEqualTo(FailureCode.ALLOCATION_MISSING);
        assertThat(flow.rig().ledger().letterParameters(key)).containsEntry("account", "8074").containsEntry("axis",
                "1");
        assertThat(flow.rig().afas().calls().of("FiEntries")).isEmpty();
    }

    /** A real transaction, final. */
    private static XmlElement booked(String sample) {
        return Given.sample("transactions/" + sample + ".xml").withAttribute("location", "final");
    }

    /** With another text in a field of its header. */
    private static XmlElement with(XmlElement transaction, String field, String text) {
        return changed(transaction, "header", header -> changed(header, field, old -> XmlElement.of(field, text)));
    }

    private static XmlElement changed(XmlElement element, String child,
            java.util.function.UnaryOperator<XmlElement> change) {
        return new XmlElement(element.name(), element.attributes(), element.children().stream()
                .map(one -> one.name().equals(child) ? change.apply(one) : one).toList(), element.text());
    }

    /** Fields of each line of the only entry, with a dash where there is none or zero. */
    private List<String> lines(String... fields) {
        assertThat(flow.books().entries()).hasSize(1);
        return flow.books().entries().getFirst().lines().stream().map(line -> String.join(" ", Stream.of(fields)
                .map(line::field).map(value -> value.isEmpty() || value.equals("0") ? "-" : value).toList())).toList();
    }
}
