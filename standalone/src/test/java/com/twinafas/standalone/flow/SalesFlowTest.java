package com.twinafas.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.Given;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.simulators.afas.books.Item;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.afas.books.OrderLine;
import com.twinafas.twinfield.xml.XmlElement;

class SalesFlowTest {

    private static final Map<String, Object> CREATE = Map.of("offices[0].articles", "create", "mapping.item-group",
            "100", "offices[0].concepts", "true");

    private FlowRig flow = new FlowRig(CREATE);

    @AfterEach
    void stop() {
        flow.close();
    }

    private void with(Map<String, Object> settings) {
        flow.close();
        flow = new FlowRig(settings);
    }

    @Test
    void makesTheItemOfARealArticle() {
        flow.read("article/9060", Given.sample("articles/article-normal.xml"));

        assertThat(flow.books().item("9060")).get().satisfies(item -> {
            assertThat(item.field("Ds")).isEqualTo("Test SubArticle");
            assertThat(item.field("VaRc")).isEqualTo("3");
            assertThat(item.field("BiUn")).isEqualToIgnoringCase("stk");
        });
    }

    @Test
    void onlyRequiresTheArticleWhereTheSettingSaysSo() {
        with(Map.of("offices[0].articles", "required"));

        flow.read("article/9060", Given.sample("articles/article-normal.xml"));
        flow.read("article/1000", article("1000", "normal", "stuk"));

        assertThat(flow.rig().ledger().letter(key("article/9060"))).isEqualTo(FailureCode.ITEM_MISSING);
        assertThat(flow.rig().ledger().letter(key("article/1000"))).isNull();
        assertThat(flow.books().items()).extracting(Item::code).doesNotContain("9060");
    }

    @Test
    void makesTheOrderOfARealFinalInvoice() {
        known();
        flow.read("article/A-A0", article("A-A0", "normal", "stuk"));
        flow.read("article/DIVERS", article("DIVERS", "normal", "stuk"));
        flow.known("customer/1003", customer());

        flow.read("sales-invoice/VERKOOP/13", Given.sample("salesinvoices/invoice-final-mixed-vat-soap.xml"));

        assertThat(flow.books().orders()).as(cause("sales-invoice/VERKOOP/13")).hasSize(1);
        assertThat(order().totals().invoice()).isEqualByComparingTo("221.00");
        assertThat(order().totals().net()).isEqualByComparingTo("200.00");
        assertThat(order().lines()).extracting(line -> line.field("VaIt") + " " + line.field("ItCd"))
                .containsExactly("2 A-A0", "2 DIVERS", "3 T");
    }

    @Test
    void deliversARealConceptAtAnAddressAfasKnowsAndFollowsIt() {
        known();
        flow.known("reference/vat/VH", vat("19"));
        flow.read("customer/1002", customer());
        for (String item : List.of("23-42", "17-108")) {
            flow.read("article/" + item, article(item, "normal", "stuk"));
        }
        XmlElement concept = Given.sample("salesinvoices/invoice-concept-two-lines.xml");
        flow.read("sales-invoice/FACTUUR/1", concept);

        assertThat(order().field("DlAd")).isNotEmpty();
        assertThat(order().field("ExAd")).isEmpty();
        assertThat(order().lines()).hasSize(2);

        XmlElement back = replaced(concept, "deliveraddressnumber", "1");
        flow.read("sales-invoice/FACTUUR/1", back);
        assertThat(order().field("DlAd")).isEmpty();
        assertThat(order().lines()).hasSize(2);
        assertThat(flow.books().orders()).hasSize(1);
    }

    @Test
    void hasADeliveryAddressInWordsWhereAfasDoesNotKnowIt() {
        with(Map.of("offices[0].order-type", "direct-invoice", "mapping.sales.delivery-address-numbers", "false"));
        known();
        flow.read("customer/1002", customer());

        flow.read("sales-invoice/F/1", invoice("<deliveraddressnumber>2</deliveraddressnumber>"
                + "<invoiceaddressnumber>1</invoiceaddressnumber>", line("1000", "1", "10.00"), "12.10", "10.00"));

        assertThat(flow.books().directInvoices()).singleElement().satisfies(direct -> {
            assertThat(direct.field("ExAd")).isEqualTo("Magazijn, Kade 1, 1234 AB, Utrecht, NL");
            assertThat(direct.field("DlAd")).isEmpty();
        });
    }

    @Test
    void takesNoMoreCallsForAnInvoiceWithADeliveryAddressOnceItIsKnown() {
        known();
        flow.read("customer/1002", customer());
        String header = "<deliveraddressnumber>2</deliveraddressnumber><invoiceaddressnumber>1</invoiceaddressnumber>";
        flow.read("sales-invoice/F/1", invoice(header, line("1000", "1", "10.00"), "12.10", "10.00"));
        int before = flow.rig().afas().calls().calls().size();

        flow.read("sales-invoice/F/2", invoice(header, line("1000", "2", "10.00"), "24.20", "20.00"));

        assertThat(flow.rig().afas().calls().calls()).hasSizeLessThanOrEqualTo(before + 2);
        assertThat(flow.books().orders()).hasSize(2).allSatisfy(one -> assertThat(one.field("DlAd")).isNotEmpty());
    }

    @Test
    void creditsADirectInvoicePricedWithVatWithTextsDateAndRate() {
        with(Map.of("offices[0].order-type", "direct-invoice", "mapping.sales.rates.USD", "1.08",
                "mapping.sales.shipping.articles", "VERZEND", "mapping.sales.shipping.as", "cost",
                "mapping.sales.shipping.item", "D012", "mapping.sales.shipping.methods.VERZEND", "R1",
                "mapping.sales.shipping.method-field", "Fref"));
        known();
        flow.known("customer/1002", customer());

        flow.read("sales-invoice/F/1",
                replaced(invoice("<performancedate>20260214</performancedate><headertext>Creditnota</headertext>",
                        (line("1000", "-2", "12.10") + line("VERZEND", "-1", "6.05")).replace("excl", "inc")
                                + "<line><article>-</article><description>Retour</description></line>",
                        "-30.25", "-25.00"), "currency", "USD"));

        assertThat(flow.books().directInvoices()).as(cause("sales-invoice/F/1")).singleElement().satisfies(direct -> {
            assertThat(direct.totals().invoice()).isEqualByComparingTo("-30.25");
            assertThat(direct.totals().net()).isEqualByComparingTo("-25.00");
            assertThat(direct.field("Rate")).isEqualTo("1.08");
            assertThat(direct.field("DaDe")).isEqualTo("2026-02-14");
            assertThat(direct.field("Re")).isEqualTo("Creditnota");
            assertThat(direct.field("Fref")).isEqualTo("R1");
            assertThat(direct.lines()).extracting(line -> line.field("VaIt") + " " + line.field("QuUn"))
                    .containsExactly("2 -2", "6 -1", "3 1");
        });
    }

    @Test
    void landsDiscountsAsTheSettingsSay() {
        Map<String, String> discounts = Map.of("line", "0", "line-percentage", "10", "line-amount", "10",
                "invoice-percentage", "10");
        discounts.forEach((form, discount) -> {
            with(Map.of("mapping.sales.discounts.as", form, "mapping.sales.discounts.item", "1001"));
            known();
            flow.known("customer/1002", customer());
            flow.known("article/KORT", article("KORT", "discount", "stuk"));

            flow.read("sales-invoice/F/1", invoice("", line("1000", "2", "50.00") + line("KORT", "1", "-10.00"),
                    "108.90", "90.00"));

            assertThat(order().totals().invoice()).as(form).isEqualByComparingTo("108.90");
            assertThat(order().totals().discount()).as(form).isEqualByComparingTo(discount);
            assertThat(order().lines()).as(form).hasSize(form.equals("line") ? 2 : 1);
        });
    }

    @Test
    void paysByTheTablesAndKeepsALineWithoutQuantityAsText() {
        with(Map.of("mapping.payment.methods[0].invoice", "cash", "mapping.payment.methods[0].method", "KAS",
                "mapping.payment.methods[0].condition", "8", "mapping.payment.methods[1].method", "BNK",
                "mapping.payment.methods[1].collect", "true"));
        known();
        flow.known("customer/1002", customer());
        String lines = line("1000", "1", "10.00") + line("1001", "0", "25.00");

        flow.read("sales-invoice/F/1", invoice("<duedate>20260331</duedate>", lines, "12.10", "10.00"));
        flow.read("sales-invoice/F/2",
                invoice("<duedate>20260331</duedate><paymentmethod>cash</paymentmethod>", lines, "12.10", "10.00"));

        assertThat(flow.books().orders()).extracting(
                order -> order.field("PaCd") + " " + order.field("PaTp") + " " + order.field("Coll"))
                .as(cause("sales-invoice/F/1")).containsExactly("30 BNK true", "8 KAS ");
        assertThat(flow.books().orders()).allSatisfy(order -> assertThat(order.lines())
                .extracting(line -> line.field("VaIt")).containsExactly("2", "3"));
    }

    @Test
    void numbersAnOrderByThePatternAndFindsItUnderIt() {
        with(Map.of("offices[0].invoice-types", "F", "offices[0].order-number", "{office}-{number}"));
        known();
        flow.known("customer/1002", customer());

        flow.read("sales-invoice/F/7", invoice("<invoicenumber>7</invoicenumber>", line("1000", "1", "10.00"), "12.10",
                "10.00"));
        flow.rig().ledger().forget();
        flow.read("sales-invoice/F/7", invoice("<invoicenumber>7</invoicenumber>", line("1000", "1", "10.00"), "12.10",
                "10.00"));

        assertThat(flow.books().orders()).extracting(Order::number).containsExactly("NL01-7");
    }

    @Test
    void makesUpForCentsSoThatAfasHasTheVeryTotal() {
        with(Map.of("mapping.sales.totals.rounding-item", "1001", "mapping.sales.totals.rounding-rate-group", "3"));
        known();
        flow.known("customer/1002", customer());

        flow.read("sales-invoice/F/1", invoice("", line("1000", "1", "10.00"), "12.11", "10.00"));

        assertThat(order().totals().invoice()).isEqualByComparingTo("12.11");
        assertThat(order().lines()).extracting(OrderLine::quantity).hasSize(2);
    }

    private void known() {
        flow.known("reference/vat/VH", vat("21"));
        flow.known("reference/vat/VN", vat("0"));
    }

    private String cause(String record) {
        FailureCode code = flow.rig().ledger().letter(key(record));
        return code == null ? "" : code.name();
    }

    private Order order() {
        return flow.books().orders().getFirst();
    }

    private static RecordKey key(String record) {
        return RecordKey.parse("NL01/" + record);
    }

    private static XmlElement vat(String percentage) {
        return Given.xml("<vat><percentages><percentage><date>20000101</date><percentage>" + percentage
                + "</percentage></percentage></percentages></vat>");
    }

    private static XmlElement article(String code, String type, String unit) {
        return Given.xml("<article><header><code>" + code + "</code><type>" + type + "</type><name>Artikel</name>"
                + "<unitnamesingular>" + unit
                + "</unitnamesingular><vatcode>VH</vatcode></header><lines><line><subcode>"
                + code + "</subcode><unitspriceexcl>10.00</unitspriceexcl></line></lines></article>");
    }

    private static XmlElement customer() {
        return Given.xml("<dimension><name>Voorbeeld BV</name><addresses><address id='1' default='true'>"
                + "<country>NL</country><city>Amsterdam</city><postcode>1012 JS</postcode><field2>Dam 1</field2>"
                + "<email>inkoop@voorbeeld.example</email></address><address id='2' type='contact'>"
                + "<name>Magazijn</name><country>NL</country><city>Utrecht</city><postcode>1234 AB</postcode>"
                + "<field2>Kade 1</field2></address></addresses></dimension>");
    }

    private static String line(String article, String quantity, String price) {
        return "<line><article>" + article + "</article><quantity>" + quantity + "</quantity><unitspriceexcl>" + price
                + "</unitspriceexcl><vatcode>VH</vatcode></line>";
    }

    private static XmlElement invoice(String header, String lines, String including, String excluding) {
        return Given.xml("<salesinvoice><header><invoicetype>F</invoicetype><invoicedate>20260301</invoicedate>"
                + "<customer>1002</customer><currency>EUR</currency><status>final</status>" + header
                + "</header><lines>" + lines + "</lines><totals><valueinc>" + including + "</valueinc><valueexcl>"
                + excluding + "</valueexcl></totals></salesinvoice>");
    }

    private static XmlElement replaced(XmlElement element, String name, String text) {
        return element.name().equals(name)
                ? XmlElement.of(name, text)
                : new XmlElement(element.name(), element.attributes(),
                        element.children().stream().map(child -> replaced(child, name, text)).toList(),
                        element.text());
    }
}
