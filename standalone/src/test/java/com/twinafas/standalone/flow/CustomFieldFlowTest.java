package com.twinafas.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.Given;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.setup.AfasSetup.FreeField;
import com.twinafas.twinfield.xml.XmlElement;

/** Any path of a raw record to any field of AFAS: standard ones, and the environment's own by GUID or label. */
class CustomFieldFlowTest {

    private static final List<String> OBJECTS = List.of("KnSalesRelationOrg", "KnOrganisation", "FbArticleCustom",
            "FbSales", "FbSalesLines", "FiEntries");
    private static final List<FreeField> FIELDS = OBJECTS.stream()
            .map(object -> new FreeField(object, "U%032X".formatted(OBJECTS.indexOf(object) + 1),
                    "Vrij veld " + object, 50))
            .toList();
    private static final Map<String, Object> SETTINGS = Map.ofEntries(Map.entry("offices[0].articles", "create"),
            Map.entry("mapping.item-group", "100"), Map.entry("offices[0].daybooks[0]", "SLS"),
            Map.entry("offices[0].journals.SLS", "20"), Map.entry("mapping.vat[0].vat-code", "1"),
            Map.entry("mapping.vat[0].vat-account", "1510"));
    private static final String MAPPING = """
            organisation-debtor:
              fields:
                "label:vrij veld KnSalesRelationOrg": {path: groups/group@name}
              objects:
                KnOrganisation:
                  fields:
                    U00000000000000000000000000000002: {path: financials/relationsreference}
            item:
              objects:
                FbArticleCustom:
                  fields:
                    "label:Vrij veld FbArticleCustom": {path: lines/line/freetext1}
            order:
              fields:
                "label:Vrij veld FbSales": {path: header/paymentmethod}
                Fref: {concat: [{path: header/invoicetype}, {path: header/period}], separator: "-"}
              objects:
                FbSalesLines:
                  fields:
                    "label:Vrij veld FbSalesLines": {path: freetext1, max: 3}
            entry:
              objects:
                FiEntries:
                  fields:
                    "label:Vrij veld FiEntries": {path: comment}
            """;

    private final FlowRig flow = new FlowRig(
            AfasSimulatorConfig.standard().setup(AfasSimulatorConfig.standard().setup().withFreeFields(FIELDS)),
            SETTINGS, MAPPING);

    @AfterEach
    void stop() {
        flow.close();
    }

    @Test
    void fillsFieldsOfDebtorItemAndOrder() {
        // Given
        flow.known("reference/vat/VH", Given.xml("<vat><code>VH</code><percentages><percentage><date>20121001</date>"
                + "<percentage>21</percentage></percentage></percentages></vat>"));

        // When
        flow.read("article/STOEL", Given.xml("<article><header status='active'><code>STOEL</code><name>Stoel</name>"
                + "<type>normal</type><vatcode>VH</vatcode></header><lines><line><subcode/><freetext1>8020</freetext1>"
                + "<unitspriceexcl>10.00</unitspriceexcl></line></lines></article>"));
        flow.read("customer/1002", customer());
        flow.read("sales-invoice/F/1", invoice());

        // Then
        assertThat(flow.books().debtors()).singleElement()
                .satisfies(debtor -> assertThat(debtor.field(id("KnSalesRelationOrg"))).isEqualTo("Vaste klanten"));
        assertThat(flow.books().parties()).filteredOn(party -> party.name().startsWith("Voorbeeld")).singleElement()
                .satisfies(party -> assertThat(party.field(id("KnOrganisation"))).isEqualTo("R-77"));
        assertThat(flow.books().orders()).singleElement().satisfies(order -> {
            assertThat(order.field(id("FbSales"))).isEqualTo("bank");
            assertThat(order.field("Fref")).isEqualTo("F-2026/3");
            assertThat(order.lines()).singleElement()
                    .satisfies(line -> assertThat(line.field(id("FbSalesLines"))).isEqualTo("eik"));
        });
    }

    @Test
    void fillsFieldsOfEntries() {
        flow.known("customer/1000", Given.sample("customers/customer-get.xml"));
        XmlElement sale = Given.sample("transactions/sales-transaction.xml").withAttribute("location", "final");

        flow.read("transaction/SLS/201300095", commented(sale));

        assertThat(flow.books().entries()).singleElement().satisfies(entry -> assertThat(entry.lines())
                .extracting(line -> line.field(id("FiEntries"))).contains("nagekeken"));
    }

    private static String id(String object) {
        return FIELDS.stream().filter(field -> field.object().equals(object)).findFirst().orElseThrow().id();
    }

    private static XmlElement customer() {
        return Given.xml("<dimension><code>1002</code><name>Voorbeeld BV</name>"
                + "<financials><relationsreference>R-77</relationsreference></financials>"
                + "<addresses><address id='1' default='true'><country>NL</country><city>Amsterdam</city>"
                + "<postcode>1012 JS</postcode><field2>Dam 1</field2><email>inkoop@voorbeeld.example</email></address>"
                + "</addresses><groups><group name='Vaste klanten'>VAST</group></groups></dimension>");
    }

    private static XmlElement invoice() {
        return Given.xml("<salesinvoice><header><invoicetype>F</invoicetype><invoicedate>20260301</invoicedate>"
                + "<customer>1002</customer><currency>EUR</currency><status>final</status><period>2026/3</period>"
                + "<paymentmethod>bank</paymentmethod></header><lines><line><article>STOEL</article>"
                + "<quantity>1</quantity><unitspriceexcl>10.00</unitspriceexcl><vatcode>VH</vatcode>"
                + "<freetext1>eikenhout</freetext1></line></lines><totals><valueinc>12.10</valueinc>"
                + "<valueexcl>10.00</valueexcl></totals></salesinvoice>");
    }

    private static XmlElement commented(XmlElement element) {
        List<XmlElement> children = new ArrayList<>(
                element.children().stream().map(CustomFieldFlowTest::commented).toList());
        if (element.name().equals("line") && element.attribute("type") != null) {
            children.add(XmlElement.of("comment", "nagekeken"));
        }
        return new XmlElement(element.name(), element.attributes(), children, element.text());
    }
}
