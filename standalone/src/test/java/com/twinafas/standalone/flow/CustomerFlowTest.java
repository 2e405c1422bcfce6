package com.twinafas.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.Given;
import com.twinafas.simulators.afas.books.Contact;
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
        return element.name().matches("email|ebillmail|reminderemail")
                ? XmlElement.of(element.name(), name.isEmpty() ? "" : name + "@example.com")
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

    @Test
    void addsEveryAddressContactAndAccountOnceHoweverOftenTheCustomerChanges() {
        flow.read("customer/1000", everything("Voorbeeld BV"));
        flow.read("customer/1000", everything("Nieuwe Naam BV"));

        Party party = party();
        assertThat(party.name()).isEqualTo("Nieuwe Naam BV");
        assertThat(party.visiting()).isNotNull().satisfies(
                address -> assertThat(address.streetLine()).isEqualTo("Dam 1"));
        assertThat(party.postal()).isNotNull().satisfies(
                address -> assertThat(address.streetLine()).isEqualTo("Postbus 12"));
        assertThat(party.bankAccounts()).extracting(account -> account.get("Iban"))
                .containsExactly("NL97CHAS0849835607", "NL02ABNA0123456789");
        assertThat(party.contacts()).extracting(Contact::kind).containsExactlyInAnyOrder("PRS", "PRS", "AFD", "AFL",
                "AFL");
        assertThat(party.contacts()).extracting(contact -> contact.field("EmAd")).contains("magazijn@v.example");
        assertThat(flow.books().parties()).as("the company and its two contacts").hasSize(3);
    }

    @Test
    void changesTheContactAndTheDeliveryAddressThatChangedAndNoOther() {
        // Given
        flow.read("customer/1000", everything("Voorbeeld BV"));

        // When
        flow.read("customer/1000", replaced(replaced(everything("Voorbeeld BV"), "Kade 1", "Haven 22"),
                "magazijn@v.example", "voorraad@v.example"));

        // Then
        assertThat(party().contacts()).hasSize(5).extracting(contact -> contact.address() == null
                ? contact.field("EmAd")
                : contact.address().streetLine() + " " + contact.field("EmAd"))
                .containsExactlyInAnyOrder("", "voorraad@v.example", "", "Haven 22 voorraad@v.example", "Markt 7 ");
        assertThat(flow.books().parties()).hasSize(3);
    }

    @Test
    void emptiesTheMailAddressOfAContactThatWentOnlyByAMappingThatSaysSo() {
        flow.close();
        flow = new FlowRig(Map.of(), """
                organisation-debtor: {objects: {KnOrganisation: {objects: {KnContact: {fields: {
                  EmAd: {fact: email, max: 255, clear: true}}}}}}}
                """);
        flow.read("customer/1000", everything("Voorbeeld BV"));

        flow.read("customer/1000", without(everything("Voorbeeld BV"), "3"));

        assertThat(party().contacts()).hasSize(5).allMatch(contact -> contact.field("EmAd").isEmpty());
    }

    @Test
    void emptiesTheMailAddressThatWentOnlyByAMappingThatSaysSo() {
        flow.read("customer/1000", withMail(everything("Voorbeeld BV"), "info"));
        flow.read("customer/1000", withMail(everything("Voorbeeld BV"), ""));
        assertThat(party().email()).isEqualTo("info@example.com");

        flow.close();
        flow = new FlowRig(Map.of(), """
                organisation-debtor:
                  objects:
                    KnOrganisation:
                      fields:
                        EmAd: {fact: email, max: 255, clear: true}
                """);
        flow.read("customer/1000", withMail(everything("Voorbeeld BV"), "info"));
        flow.read("customer/1000", withMail(everything("Voorbeeld BV"), ""));
        assertThat(party().email()).isEmpty();
        assertThat(flow.books().debtors()).hasSize(1);
    }

    @Test
    void putsARealInvoiceWithItsCustomersAddressOnTheDebtorThatStandsIn() {
        with(Map.of("offices[0].stand-ins.debtor", "10001", "offices[0].stand-ins.without-email", "default-debtor",
                "mapping.one-off-item", "1001"));
        flow.read("customer/2000", everything("Diverse klanten"));
        flow.known("reference/vat/VH", Given.sample("vat/vatcode-vh-two-rates.xml"));
        flow.known("reference/vat/VN", Given.xml("<vat><percentages><percentage><date>20000101</date>"
                + "<percentage>0</percentage></percentage></percentages></vat>"));
        flow.known("customer/1003", withMail(Given.sample("customers/customer-read-soap.xml"), ""));

        flow.read("sales-invoice/VERKOOP/13", withItem(Given.sample("salesinvoices/invoice-final-mixed-vat-soap.xml")));

        assertThat(flow.books().orders()).singleElement().satisfies(order -> {
            assertThat(order.debtor()).isEqualTo("10001");
            assertThat(order.field("ExAd")).contains("Waardedijk", "Pompoenplein 33", "1401 AB");
        });
        assertThat(flow.books().debtors()).as("nobody is made of the customer").hasSize(1);
    }

    private static XmlElement replaced(XmlElement element, String text, String by) {
        return new XmlElement(element.name(), element.attributes(),
                element.children().stream().map(child -> replaced(child, text, by)).toList(),
                element.text().equals(text) ? by : element.text());
    }

    /** Without the address that has this number. */
    private static XmlElement without(XmlElement element, String number) {
        return new XmlElement(element.name(), element.attributes(),
                element.children().stream()
                        .filter(child -> !child.name().equals("address") || !number.equals(child.attribute("id")))
                        .map(child -> without(child, number)).toList(),
                element.text());
    }

    /** The articles that the simulated AFAS has. */
    private static XmlElement withItem(XmlElement element) {
        return switch (element.name()) {
            case "article" -> XmlElement.of("article", element.text().matches("[0-]") ? element.text() : "1000");
            case "subarticle" -> XmlElement.of("subarticle", "");
            default -> new XmlElement(element.name(), element.attributes(),
                    element.children().stream().map(CustomerFlowTest::withItem).toList(), element.text());
        };
    }

    private Party party() {
        return flow.books().party(flow.books().debtors().getFirst().party()).orElseThrow();
    }

    private static XmlElement everything(String name) {
        return Given.xml("<dimension><name>" + name + "</name><cocnumber>93056589</cocnumber><addresses>"
                + "<address id='1' type='invoice' default='true'><country>NL</country><city>Utrecht</city>"
                + "<postcode>3500 AA</postcode><field2>Dam 1</field2><contact>Mevr. E. de Vries</contact>"
                + "<email>info@v.example</email></address>"
                + "<address id='2' type='postal' default='false'><country>NL</country><city>Utrecht</city>"
                + "<field2>Postbus 12</field2></address>"
                + "<address id='3' type='contact' default='false'><name>Magazijn</name><country>NL</country>"
                + "<city>Zeist</city><field2>Kade 1</field2><contact>J. de Boer</contact>"
                + "<email>magazijn@v.example</email></address>"
                + "<address id='4' type='contact' default='false'><name>Kantoor</name><country>BE</country>"
                + "<city>Gent</city><field2>Markt 7</field2><contact>Crediteurenadministratie</contact></address>"
                + "</addresses><banks><bank id='1' default='true'><iban>NL97CHAS0849835607</iban></bank>"
                + "<bank id='2' default='false'><iban>NL02ABNA0123456789</iban></bank></banks></dimension>");
    }
}
