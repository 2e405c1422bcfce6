package com.twinafas.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.Given;

/** What the tables by VAT code and country, and the axes, make of documents; entries are in {@link MutationFlowTest}. */
class VatAndAllocationFlowTest {

    private static final Map<String, Object> SETTINGS = Map.ofEntries(Map.entry("mapping.vat[3].code", "VH"),
            Map.entry("mapping.vat[3].country", "DE"), Map.entry("mapping.vat[3].rate-group", "2"),
            Map.entry("mapping.vat[3].percentage", "21"), Map.entry("mapping.vat[4].country", "DE"),
            Map.entry("mapping.vat[4].vat-duty", "2"), Map.entry("mapping.vat[5].vat-duty", "3"),
            Map.entry("mapping.cost-centre-axes.KPL", "2"), Map.entry("mapping.allocation.codes[0].axis", "2"),
            Map.entry("mapping.allocation.codes[0].code", "00000"),
            Map.entry("mapping.allocation.codes[0].afas", "NOORD"),
            Map.entry("mapping.one-off-item", "1001"), Map.entry("mapping.item-group", "100"),
            Map.entry("offices[0].articles", "create"));

    private final FlowRig flow = new FlowRig(SETTINGS);

    @AfterEach
    void stop() {
        flow.close();
    }

    @Test
    void sendsARealInvoiceWithTheRateGroupOfTheCustomersCountryAndItsCostCentre() {
        // Given
        knowTheItem();
        flow.known("reference/vat/VH", Given.sample("vat/vatcode-vh-two-rates.xml"));
        flow.known("reference/vat/VN", Given.xml("<vat><percentages><percentage><date>20000101</date>"
                + "<percentage>0</percentage></percentage></percentages></vat>"));
        customer("DE");

        // When
        flow.read("sales-invoice/VERKOOP/13", Given.sample("salesinvoices/invoice-final-mixed-vat-soap.xml"));

        // Then
        assertThat(flow.books().orders()).singleElement().satisfies(order -> {
            assertThat(order.lines()).extracting(line -> line.field("VaRc") + " " + line.field("V2Cd"))
                    .startsWith("2 NOORD", "3 ");
            assertThat(order.field("VaDu")).isEqualTo("1");
        });
    }

    @Test
    void givesADebtorTheDutyOfItsCountryElseTheGeneralDefault() {
        flow.read("customer/1", Given.xml(dimension("DE", "de@example.com")));
        flow.read("customer/2", Given.xml(dimension("FR", "fr@example.com")));

        assertThat(flow.books().debtors()).extracting(debtor -> debtor.field("VaDu")).containsExactly("2", "3");
    }

    private void knowTheItem() {
        flow.read("article/A", Given.xml("<article><header><code>A-A0</code><name>Kunstwerk</name></header>"
                + "<lines><line><subcode>A-A0</subcode></line></lines></article>"));
    }

    private void customer(String country) {
        flow.known("customer/1003", Given.xml(dimension(country, "c@example.com")));
    }

    private static String dimension(String country, String email) {
        return "<dimension><name>Voorbeeld " + country + "</name><addresses><address id='1' default='true'><country>"
                + country + "</country><email>" + email + "</email></address></addresses></dimension>";
    }
}
