package com.twinafas.mapper.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.mapper.AfasBodies;
import com.twinafas.mapper.Given;
import com.twinafas.mapper.Known;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.AfasUpdate.EntryUpdate;
import com.twinafas.schemas.update.AfasUpdate.InvoiceUpdate;
import com.twinafas.schemas.update.AfasUpdate.ItemUpdate;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.twinfield.xml.XmlElement;

class RecordMapperTest {

    private final Known known = new Known().with(customer("1003")).with(customer("1000")).with(customer("1002"))
            .with(vat("VH", "21.000000000")).with(vat("VN", "0")).with(vat("VL", "9"));

    @Test
    void mapsRealFinalInvoiceWithMixedVatToOrder() {
        // When
        InvoiceUpdate order = invoice(Given.sample("salesinvoices/invoice-final-mixed-vat-soap.xml"));

        // Then
        assertThat(order.documentKind()).isEqualTo(DocumentKind.ORDER);
        assertThat(order.administration()).isEqualTo("7");
        assertThat(order.reference()).isEqualTo("NL/sales-invoice/VERKOOP/13");
        assertThat(order.date()).hasToString("2021-11-09");
        assertThat(order.finalInvoice()).isTrue();
        assertThat(order.totalIncluding()).isEqualByComparingTo("221.00");
        assertThat(order.totalExcluding()).isEqualByComparingTo("200.00");
        assertThat(order.items()).containsExactly("A-A0", "DIVERS");
        assertThat(order.debtor().customer()).hasToString("NL/customer/1003");
        assertThat(AfasBodies.flat(order.document())).containsExactlyEntriesOf(AfasBodies.ordered("OrDa",
                "2021-11-09", "CuId", "EUR", "VaDu", "1", "InVa", "false", "PaCd", "30", "Unit", "7",
                "FbSalesLines/VaIt", "2", "FbSalesLines/ItCd", "A-A0", "FbSalesLines/Ds", "REGULIER KUNSTWERK",
                "FbSalesLines/BiUn", "Stk", "FbSalesLines/QuUn", "1", "FbSalesLines/Upri", "100",
                "FbSalesLines/VaRc", "1", "FbSalesLines/V1Cd", "00000", "FbSalesLines[2]/VaIt", "2",
                "FbSalesLines[2]/ItCd", "DIVERS", "FbSalesLines[2]/Ds", "Spaartegoed", "FbSalesLines[2]/BiUn", "Stk",
                "FbSalesLines[2]/QuUn", "1", "FbSalesLines[2]/Upri", "100", "FbSalesLines[2]/VaRc", "3",
                "FbSalesLines[3]/VaIt", "3", "FbSalesLines[3]/ItCd", "T", "FbSalesLines[3]/Ds", "Custom article",
                "FbSalesLines[3]/BiUn", "*****", "FbSalesLines[3]/QuUn", "1"));
        AfasBodies.assertValid("FbSales", order.document());
    }

    @Test
    void mapsRealConceptWithAnotherDeliveryAddressOnlyWhereConceptsTravel() {
        XmlElement raw = Given.sample("salesinvoices/invoice-concept-two-lines.xml");
        known.with(vat("VH", "19"));

        assertThat(map("sales-invoice/FACTUUR/1", raw)).isEqualTo(new MapResult.Ignored("concept"));

        InvoiceUpdate order = (InvoiceUpdate) update(map("sales-invoice/FACTUUR/1", raw, "concepts=true"));
        assertThat(order.finalInvoice()).isFalse();
        assertThat(order.items()).containsExactly("17-108", "23-42");
        assertThat(AfasBodies.flat(order.document())).containsEntry("FbSalesLines/QuUn", "5")
                .containsEntry("FbSalesLines/Upri", "2299")
                .containsEntry("ExAd", "Magazijn, Kade 1, 1234 AB, Utrecht, NL");
        assertThat(map("sales-invoice/FACTUUR/1", raw, "concepts=true", "order-type=direct-invoice"))
                .isInstanceOf(MapResult.Ignored.class);
    }

    @Test
    void mapsDirectInvoicePricedIncludingVatWithTextAndCredit() {
        InvoiceUpdate direct = (InvoiceUpdate) update(map("sales-invoice/WEBSHOP/9",
                Given.xml("<salesinvoice><header><invoicetype>WEBSHOP</invoicetype><invoicedate>20260301</invoicedate>"
                        + "<customer>1003</customer><currency>USD</currency><status>final</status>"
                        + "<headertext>Creditnota</headertext><footertext>Dank</footertext></header><lines>"
                        + "<line><article>-</article><description>Retour &amp; dank</description></line>"
                        + "<line><article>2002</article><subarticle>2002-S</subarticle><quantity>-2.50</quantity>"
                        + "<units>2</units><unitspriceinc>12.10</unitspriceinc><vatcode>VH</vatcode></line></lines>"
                        + "<totals><valueinc>-60.50</valueinc><valueexcl>-50.00</valueexcl></totals></salesinvoice>"),
                "order-type=direct-invoice", "default-debtor=10000"));

        assertThat(direct.debtor().fixedDebtor()).isEqualTo("10000");
        assertThat(direct.items()).containsExactly("2002-S");
        assertThat(AfasBodies.flat(direct.document())).containsEntry("InVa", "true").containsEntry("CuId", "USD")
                .containsEntry("Re", "Creditnota\n\nDank").containsEntry("FbDirectInvoiceLines/VaIt", "3")
                .containsEntry("FbDirectInvoiceLines/Ds", "Retour & dank")
                .containsEntry("FbDirectInvoiceLines[2]/QuUn", "-5")
                .containsEntry("FbDirectInvoiceLines[2]/Upri", "12.1");
        AfasBodies.assertValid("FbDirectInvoice", direct.document());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"<valueinc>121.03</valueinc><valueexcl>100.00</valueexcl>|"
            + "TOTALS_DIFFER{computed=121.00, expected=121.03}",
            "<valueinc>121.00</valueinc><valueexcl>99.00</valueexcl>|TOTALS_DIFFER{computed=100.00, expected=99.00}"})
    void refusesTotalsThatDiffer(String totals, String cause) {
        assertThat(map("sales-invoice/F/1", simple("VH", totals))).isInstanceOfSatisfying(MapResult.Refused.class,
                refused -> assertThat(refused.cause().key()).isEqualTo(cause));
    }

    @Test
    void allowsACentOrTwoByRate() {
        assertThat(map("sales-invoice/F/1",
                simple("VH", "<valueinc>121.02</valueinc><valueexcl>100.00</valueexcl>")))
                .isInstanceOf(MapResult.Mapped.class);
    }

    @Test
    void saysWhichVatCodeHasNoCounterpartOrRate() {
        String totals = "<valueinc>121.00</valueinc><valueexcl>100.00</valueexcl>";
        assertThat(map("sales-invoice/F/1", simple("QQ", totals))).isInstanceOfSatisfying(MapResult.Refused.class,
                refused -> assertThat(refused.cause().key()).isEqualTo("VAT_CODE_UNMAPPED{country=NL, vatcode=QQ}"));
        Known without = new Known().with(customer("1003"));
        assertThat(mapper().map(Given.record("sales-invoice/F/1", simple("VH", totals)), without, Trace.NONE))
                .isInstanceOfSatisfying(MapResult.Refused.class, refused -> assertThat(refused.cause().key())
                        .isEqualTo("VAT_RATE_UNKNOWN{date=2026-03-01, vatcode=VH}"));
    }

    @Test
    void waitsForCustomerUntilTheFirstLoadHasEnded() {
        // Given
        SourceRecord invoice = Given.record("sales-invoice/F/1",
                simple("VH", "<valueinc>121.00</valueinc><valueexcl>100.00</valueexcl>"));
        RecordKey customer = RecordKey.parse("NL/customer/1003");

        // Then
        assertThat(mapper().map(invoice, new Known().incomplete(RecordKind.CUSTOMER), Trace.NONE))
                .isEqualTo(new MapResult.Waiting(Set.of(customer)));
        assertThat(mapper().map(invoice, new Known(), Trace.NONE)).isInstanceOfSatisfying(MapResult.Refused.class,
                refused -> {
                    assertThat(refused.cause().key()).isEqualTo("CUSTOMER_MISSING{customer=1003}");
                    assertThat(refused.missing()).isEqualTo(customer);
                });
        assertThat(mapper().map(invoice,
                new Known().with(customer("1003")).incomplete(RecordKind.REFERENCE), Trace.NONE))
                .isInstanceOf(MapResult.Waiting.class);
    }

    @Test
    void givesSameInvoiceSameContentHashWhateverItsCustomerIsLike() {
        XmlElement raw = simple("VH", "<valueinc>121.00</valueinc><valueexcl>100.00</valueexcl>");
        MapResult.Mapped first = (MapResult.Mapped) map("sales-invoice/F/1", raw);
        known.with(Given.record("customer/1003", Given.xml("<dimension><name>Renamed BV</name></dimension>")));
        MapResult.Mapped second = (MapResult.Mapped) map("sales-invoice/F/1", raw);

        assertThat(second.updates().getFirst().contentHash()).isEqualTo(first.updates().getFirst().contentHash());
        assertThat(second.updates().getFirst().update()).isNotEqualTo(first.updates().getFirst().update());
    }

    @Test
    void mapsRealArticleToItem() {
        MapResult.Mapped mapped = (MapResult.Mapped) map("article/9060", Given.sample("articles/article-normal.xml"));

        assertThat(mapped.updates()).singleElement().satisfies(one -> {
            assertThat(one.key()).hasToString("NL/article/9060");
            ItemUpdate item = (ItemUpdate) one.update();
            assertThat(item.itemCode()).isEqualTo("9060");
            assertThat(AfasBodies.flat(Objects.requireNonNull(item.item())))
                    .containsExactlyEntriesOf(AfasBodies.ordered("Ds", "Test SubArticle", "Grp", "1", "BiUn", "Stk",
                            "VaRc", "3", "SaPrice", "0.00"));
            AfasBodies.assertValid("FbItemArticle", item.item());
        });
        assertThat(((ItemUpdate) update(map("article/9060", Given.sample("articles/article-normal.xml"),
                "articles=required"))).item()).isNull();
    }

    @Test
    void makesOneItemOfEachSubArticle() {
        MapResult.Mapped mapped = (MapResult.Mapped) map("article/2002",
                Given.xml("<article><header><code>2002</code><name>Shirt</name></header><lines>"
                        + "<line><subcode>2002-S</subcode></line><line><subcode>L</subcode></line></lines></article>"));
        assertThat(mapped.updates()).extracting(one -> one.key() + " " + ((ItemUpdate) one.update()).itemCode())
                .containsExactly("NL/article/2002/2002-S 2002-S", "NL/article/2002/2002-L 2002-L");
    }

    @Test
    void mapsRealTransactionToBalancedEntry() {
        XmlElement raw = Given.sample("transactions/sales-transaction.xml").withAttribute("location", "final");
        EntryUpdate entry = (EntryUpdate) update(
                map("transaction/SLS/201300095", raw, "daybooks=SLS", "journals.SLS=70"));

        assertThat(entry.voucher()).isEqualTo("NL/SLS/201300095");
        assertThat(entry.total()).isEqualByComparingTo("121.00");
        assertThat(entry.debtors()).singleElement().satisfies(one -> {
            assertThat(one.debtor().customer()).hasToString("NL/customer/1000");
            assertThat(one.lines()).containsExactly(0);
        });
        assertThat(AfasBodies.flat(entry.entry())).containsEntry("Year", "2013").containsEntry("Peri", "5")
                .containsEntry("UnId", "7").containsEntry("JoCo", "70").containsEntry("FiEntries/VaAs", "2")
                .doesNotContainKey("FiEntries/AcNr").containsEntry("FiEntries/DaEx", "2013-05-06")
                .containsEntry("FiEntries/InId", "20130-6000").containsEntry("FiEntries[3]/InId", "20130-6000")
                .containsEntry("FiEntries/AmDe", "121.00").containsEntry("FiEntries/AmCr", "0")
                .containsEntry("FiEntries[2]/VaAs", "1").containsEntry("FiEntries[2]/AcNr", "8001")
                .containsEntry("FiEntries[2]/AmCr", "100.00").containsEntry("FiEntries[2]/VaId", "1")
                .containsEntry("FiEntries[3]/AcNr", "1510").containsEntry("FiEntries[3]/VaId", "1")
                .containsEntry("FiEntries[3]/BpNr", "NL/SLS/201300095");
        AfasBodies.assertValid("FiEntries", entry.entry());
    }

    @Test
    void mapsForeignCurrencyAndAllocation() {
        EntryUpdate entry = (EntryUpdate) update(map("transaction/M/1",
                Given.xml("<transaction location='final'><header><code>M</code><date>20260301</date>"
                        + "<period>2026/3</period><currency>USD</currency></header><lines><line type='detail'>"
                        + "<dim1>4000</dim1><dim2 dimensiontype='KPL'>00001</dim2><debitcredit>debit</debitcredit>"
                        + "<value>100.00</value><basevalue>80.00</basevalue><rate>0.8</rate></line>"
                        + "<line type='detail'><dim1>2200</dim1><debitcredit>credit</debitcredit><value>100.00</value>"
                        + "<basevalue>80.00</basevalue><rate>0.8</rate></line><line type='vat'><dim1>1</dim1>"
                        + "<debitcredit>debit</debitcredit><value>0.00</value><basevalue>0.00</basevalue></line>"
                        + "</lines></transaction>"),
                "daybooks=M", "journals.M=90"));

        assertThat(entry.debtors()).isEmpty();
        assertThat(entry.entry().object("FiEntries")).hasSize(2);
        assertThat(AfasBodies.flat(entry.entry())).containsEntry("FiEntries/CuId", "USD")
                .containsEntry("FiEntries/Rate", "1.25").containsEntry("FiEntries/AmDc", "100.00")
                .containsEntry("FiEntries/FiDimEntries/DiC1", "00001")
                .containsEntry("FiEntries/FiDimEntries/AmDe", "80.00");
        AfasBodies.assertValid("FiEntries", entry.entry());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"VRK|order|VRK,MEMO|false", "MEMO|order|VRK,MEMO|true",
            "VRK|mutation|MEMO|true", "INK|mutation|MEMO|false", "VRK|off|VRK|true", "VRK|direct-invoice|VRK|false"})
    void leavesDayBooksOfTheInvoiceFlowAlone(String daybook, String orderType, String daybooks, boolean travels) {
        XmlElement raw = Given.xml("<transaction location='final'><header><code>" + daybook + "</code>"
                + "<date>20260301</date><period>2026/3</period></header><lines>"
                + "<line><dim1>1</dim1><debitcredit>debit</debitcredit><basevalue>5</basevalue></line>"
                + "<line><dim1>2</dim1><debitcredit>credit</debitcredit><basevalue>5</basevalue></line></lines>"
                + "</transaction>");
        MapResult result = map("transaction/" + daybook + "/1", raw, "order-type=" + orderType,
                "daybooks=" + daybooks, "journals.VRK=70", "journals.MEMO=90");

        assertThat(result).isInstanceOf(travels ? MapResult.Mapped.class : MapResult.Ignored.class);
    }

    @Test
    void refusesEntriesThatCannotBe() {
        assertThat(cause("<line><dim1>1</dim1><debitcredit>debit</debitcredit><basevalue>5</basevalue></line>", "M=90"))
                .isEqualTo("ENTRY_UNBALANCED{credit=0, debit=5}");
        assertThat(cause("", "X=1")).isEqualTo("JOURNAL_UNMAPPED{daybook=M}");
    }

    @Test
    void refusesAnInvoiceWhoseTransactionTheSettingsSendAsAnEntry() {
        XmlElement raw = Given.sample("salesinvoices/invoice-final-mixed-vat-soap.xml");

        assertThat(map("sales-invoice/VERKOOP/13", raw, "invoice-daybooks=OTHER", "daybooks=VRK", "journals.VRK=70"))
                .isInstanceOfSatisfying(MapResult.Refused.class, refused -> assertThat(refused.cause().key())
                        .isEqualTo("FLOWS_CLAIM_BOTH{daybook=VRK, office=NL}"));
    }

    @Test
    void takesTheCostCentreOfTheArticleWhereTheSettingsSaySo() {
        // Given
        XmlElement raw = simple("VH", "<valueinc>121.00</valueinc><valueexcl>100.00</valueexcl>");
        RecordMapper mapper = new RecordMapper(MappingReader.standard(), Given
                .settings(Map.of("cost-centre-axes.KPL", "3", "allocation.article-cost-centre", "true")));
        SourceRecord invoice = Given.record("sales-invoice/F/1", raw);

        // Then
        assertThat(mapper.map(invoice, known.incomplete(RecordKind.ARTICLE), Trace.NONE))
                .isEqualTo(new MapResult.Waiting(Set.of(RecordKey.parse("NL/article/A"))));
        known.with(Given.record("article/A", Given
                .xml("<article><lines><line><freetext2>00001</freetext2></line></lines></article>")));
        assertThat(AfasBodies.flat(((InvoiceUpdate) update(mapper.map(invoice, known, Trace.NONE))).document()))
                .containsEntry("FbSalesLines/V3Cd", "00001");
    }

    @Test
    void reportsAVatRateOfAnInvoiceThatIsNotTheOneInForce() {
        XmlElement raw = simple("VH", "<valueinc>121.00</valueinc><valueexcl>100.00</valueexcl>");
        RecordMapper mapper = new RecordMapper(MappingReader.standard(),
                Given.settings(Map.of("vat[0].percentage", "19")));

        assertThat(mapper.map(Given.record("sales-invoice/F/1", raw), known, Trace.NONE))
                .isInstanceOfSatisfying(MapResult.Refused.class, refused -> assertThat(refused.cause().key()).isEqualTo(
                        "VAT_RATE_DIFFERS{country=NL, date=2026-03-01, expected=19, rate=21, vatcode=VH}"));
    }

    @Test
    void neverTakesTheDocumentWhereMutationsAreWanted() {
        assertThat(map("sales-invoice/F/1",
                simple("VH", "<valueinc>121.00</valueinc><valueexcl>100.00</valueexcl>"), "order-type=mutation"))
                .isInstanceOf(MapResult.Ignored.class);
    }

    @Test
    void leavesProvisionalTransactionsAndUnknownOfficesAlone() {
        assertThat(map("transaction/SLS/1", Given.xml("<transaction location='temporary'/>"), "daybooks=SLS"))
                .isEqualTo(new MapResult.Ignored("provisional"));
        SourceRecord foreign = new SourceRecord(RecordKey.parse("XX/article/1"), 1, "h", SourceRecord.State.ACTIVE,
                Instant.EPOCH, Given.xml("<article/>"));
        assertThat(mapper().map(foreign, known, Trace.NONE)).isInstanceOfSatisfying(MapResult.Refused.class,
                refused -> assertThat(refused.cause().key()).isEqualTo("OFFICE_UNMAPPED{office=XX}"));
    }

    @Test
    void leavesAloneWhatTheSettingsLeaveOut() {
        XmlElement invoice = Given.xml("<salesinvoice><header><invoicetype>F</invoicetype></header></salesinvoice>");

        assertThat(map("article/A", Given.xml("<article/>"), "articles=off"))
                .isEqualTo(new MapResult.Ignored("flow articles is off"));
        assertThat(map("customer/1000", Given.xml("<dimension/>"), "customers=false"))
                .isEqualTo(new MapResult.Ignored("flow customers is off"));
        assertThat(map("customer/1000", Given.xml("<dimension><behaviour>template</behaviour></dimension>")))
                .isEqualTo(new MapResult.Ignored("template"));
        assertThat(map("sales-invoice/F/1", invoice, "order-type=off"))
                .isEqualTo(new MapResult.Ignored("flow invoices is off"));
        assertThat(map("sales-invoice/F/1", invoice, "invoice-types=A,B"))
                .isEqualTo(new MapResult.Ignored("invoice type is left out"));
        assertThat(map("sales-invoice/F/1", invoice, "invoice-types=A,F"))
                .isEqualTo(new MapResult.Ignored("concept"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer/1000", "article/A", "transaction/SLS/1"})
    void tellsOfADeletionOfEachKind(String key) {
        SourceRecord deleted = new SourceRecord(RecordKey.parse("NL/" + key), 5, "", SourceRecord.State.DELETED,
                Instant.EPOCH, null);

        MapResult result = mapper("daybooks=SLS", "journals.SLS=20").map(deleted, known, Trace.NONE);

        assertThat(update(result)).isInstanceOf(AfasUpdate.Deletion.class);
    }

    @Test
    void tellsOfDeletions() {
        SourceRecord deleted = new SourceRecord(RecordKey.parse("NL/sales-invoice/F/1"), 5, "",
                SourceRecord.State.DELETED, Instant.EPOCH, null);
        assertThat(update(mapper().map(deleted, known, Trace.NONE))).isEqualTo(new AfasUpdate.Deletion(false));
    }

    private String cause(String lines, String journal) {
        MapResult result = map("transaction/M/1",
                Given.xml("<transaction location='final'><header><code>M</code><date>20260301</date>"
                        + "<period>2026/3</period></header><lines>" + lines + "</lines></transaction>"),
                "daybooks=M", "journals." + journal);
        return ((MapResult.Refused) result).cause().key();
    }

    private static XmlElement simple(String vatCode, String totals) {
        return Given.xml("<salesinvoice><header><invoicetype>F</invoicetype><invoicedate>20260301</invoicedate>"
                + "<customer>1003</customer><currency>EUR</currency><status>final</status></header><lines><line>"
                + "<article>A</article><quantity>1</quantity><unitspriceexcl>100.00</unitspriceexcl><vatcode>"
                + vatCode + "</vatcode></line></lines><totals>" + totals + "</totals></salesinvoice>");
    }

    private static SourceRecord customer(String code) {
        return Given.record("customer/" + code, Given.xml("<dimension><name>Voorbeeld BV</name><addresses>"
                + "<address id='1' default='true'><country>NL</country><field2>Dam 1</field2></address>"
                + "<address id='2' type='contact'><name>Magazijn</name><country>NL</country><city>Utrecht</city>"
                + "<postcode>1234 AB</postcode><field2>Kade 1</field2></address></addresses></dimension>"));
    }

    private static SourceRecord vat(String code, String percentage) {
        return Given.record("reference/vat/" + code, Given.xml("<vat><percentages><percentage><date>20000101</date>"
                + "<percentage>" + percentage + "</percentage></percentage></percentages></vat>"));
    }

    @Test
    void saysWhoseARealInvoiceIsThatGoesOnADefaultDebtor() {
        XmlElement raw = Given.sample("salesinvoices/invoice-final-mixed-vat-soap.xml");

        InvoiceUpdate own = (InvoiceUpdate) update(map("sales-invoice/VERKOOP/13", raw, "default-debtor=10000",
                "stand-ins.invoice-types.FACTUUR=10001"));
        InvoiceUpdate byType = (InvoiceUpdate) update(
                map("sales-invoice/VERKOOP/13", raw, "stand-ins.invoice-types.VERKOOP=10001"));
        InvoiceUpdate perhaps = (InvoiceUpdate) update(map("sales-invoice/VERKOOP/13", raw, "stand-ins.debtor=10009",
                "stand-ins.without-email=default-debtor"));

        assertThat(own.debtor().fixedDebtor()).isEqualTo("10000");
        assertThat(byType.debtor().fixedDebtor()).isEqualTo("10001");
        assertThat(perhaps.debtor().fixedDebtor()).isNull();
        assertThat(List.of(own, byType, perhaps)).allSatisfy(update -> {
            assertThat(update.document().field("ExAd")).as("not of what tells whether the invoice changed").isNull();
            assertThat(AfasBodies.flat(Objects.requireNonNull(update.standIn())))
                    .containsExactlyEntriesOf(Map.of("ExAd", "Voorbeeld BV, Dam 1, NL"));
        });
        assertThat(invoice(raw).standIn()).isNull();
    }

    private InvoiceUpdate invoice(XmlElement raw) {
        return (InvoiceUpdate) update(map("sales-invoice/VERKOOP/13", raw));
    }

    private MapResult map(String key, XmlElement raw, String... office) {
        return mapper(office).map(Given.record(key, raw), known, Trace.NONE);
    }

    private static AfasUpdate update(MapResult result) {
        assertThat(result).isInstanceOf(MapResult.Mapped.class);
        return ((MapResult.Mapped) result).updates().getFirst().update();
    }

    private static RecordMapper mapper(String... office) {
        return new RecordMapper(MappingReader.standard(),
                Given.settings(Map.of("cost-centre-axes.KPL", "1", "revenue-accounts[0].ledger", "8020",
                        "revenue-accounts[0].account", "8001"), office));
    }
}
