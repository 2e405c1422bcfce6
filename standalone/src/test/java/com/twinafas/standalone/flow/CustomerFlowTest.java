package com.twinafas.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.Given;
import com.twinafas.simulators.afas.books.Debtor;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.twinfield.xml.XmlElement;

class CustomerFlowTest {

    private FlowRig flow = new FlowRig(Map.of());

    @AfterEach
    void stop() {
        flow.close();
    }

    private void with(Map<String, Object> settings) {
        flow.close();
        flow = new FlowRig(settings);
    }

    @Test
    void makesTheDebtorOfARealCompanyByTheDefaultMapping() {
        // When
        flow.known("reference/dimensiontype/DEB", Given.sample("dimensions/dimensiontype-deb.xml"));
        flow.read("customer/1000", Given.sample("customers/customer-get.xml"));

        // Then
        assertThat(flow.books().debtors()).singleElement().satisfies(debtor -> {
            assertThat(debtor.field("PaCd")).isEqualTo("30");
            assertThat(debtor.field("VaId")).isEqualTo("NL099887766B01");
            assertThat(debtor.field("CuId")).isEqualTo("EUR");
        });
        assertThat(flow.books().parties()).singleElement().satisfies(party -> {
            assertThat(party.name()).isEqualTo("Customer 0");
            assertThat(party.field("CcNr")).isEqualTo("99887766");
            assertThat(party.email()).isEqualTo("info@example.com");
            assertThat(party.bankAccounts()).singleElement().satisfies(
                    account -> assertThat(account).containsEntry("Iban", "NL02ABNA0123456789"));
        });
    }

    @Test
    void makesTheDebtorOfARealPerson() {
        flow.read("customer/1003", Given.sample("customers/customer-read-soap.xml"));

        assertThat(flow.books().parties()).singleElement().satisfies(party -> {
            assertThat(party.organisation()).isFalse();
            assertThat(party.name()).isEqualTo("A. Waardedijk");
        });
    }

    @Test
    void makesEveryCustomerOfARealBulkAnswer() {
        Given.sample("customers/customers-bulk-read-deb-soap.xml").children("dimension").stream()
                .filter(raw -> !"template".equals(raw.textAt("behaviour")))
                .forEach(raw -> {
                    String code = Objects.requireNonNull(raw.textAt("code"));
                    flow.read("customer/" + code, withMail(raw, code));
                });

        assertThat(flow.books().debtors()).hasSize(16);
        assertThat(flow.books().debtorsByEmail().values()).allMatch(debtors -> debtors == 1);
    }

    /** All customers of the answer have one and the same e-mail address; in life each has its own. */
    private static XmlElement withMail(XmlElement element, String name) {
        return element.name().equals("email")
                ? XmlElement.of("email", name + "@example.com")
                : new XmlElement(element.name(), element.attributes(),
                        element.children().stream().map(child -> withMail(child, name)).toList(), element.text());
    }

    @Test
    void givesADebtorWhatTheSettingsSayOfIt() {
        with(Map.of("mapping.customers.language", "NL", "mapping.customers.classifications[0].from", "group",
                "mapping.customers.classifications[0].field", "VaTp",
                "mapping.customers.classifications[0].rows[0].text",
                "2REL", "mapping.customers.classifications[0].rows[0].value", "002",
                "mapping.payment.methods[0].means", "none", "mapping.payment.methods[0].collect", "false"));

        flow.read("customer/1001", Given.sample("customers/customer-read-invoice-and-postal-address.xml"));

        assertThat(flow.books().debtors()).singleElement().satisfies(debtor -> {
            assertThat(debtor.field("LgId")).isEqualTo("NL");
            assertThat(debtor.field("VaTp")).isEqualTo("002");
            assertThat(debtor.field("AuPa")).isIn("0", "false");
        });
        assertThat(flow.books().parties()).extracting(Party::name).containsExactly("Jan Voorbeeld");
        assertThat(flow.books().debtors()).extracting(Debtor::debtor).containsExactly(true);
    }
}
