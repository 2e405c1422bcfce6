package com.twinafas.mapper.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.AfasBodies;
import com.twinafas.mapper.Given;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DebtorBlock.Party;
import com.twinafas.schemas.update.FieldValue;

/** Contacts, delivery addresses and bank accounts: every one that Twinfield has, each once. */
class CustomerContactsTest {

    @Test
    void makesDeliveryAddressesOfTheAddressesThatAreNeitherVisitingNorPostal() {
        // When
        List<AfasElement> contacts = deliveries(company(address("2", "contact", "Magazijn Noord", "Kade 1", "")
                + address("3", "postal", "", "Postbus 12", "") + address("4", "invoice", "", "Werf 3-b", "")));

        // Then
        assertThat(contacts).extracting(contact -> text(contact, "ExAd")).containsExactly("Magazijn Noord", "Utrecht");
        assertThat(contacts).extracting(contact -> text(contact.object("KnBasicAddressAdr").getFirst(), "Ad"))
                .containsExactly("Kade", "Werf");
    }

    @Test
    void leavesOutADeliveryAddressThatIsKnownUnderAnotherNumber() {
        List<AfasElement> contacts = deliveries(company(address("2", "contact", "Magazijn", "Dam 1", "")
                + address("3", "contact", "Loods", "Kade 1", "") + address("4", "contact", "Loods", "Kade 1", "")
                + address("5", "contact", "Loods", "Werf 1", "")));

        assertThat(contacts).extracting(contact -> text(contact, "ExAd")).containsExactly("Loods", "Loods (5)");
    }

    @Test
    void namesEveryContactPersonAndDepartmentOnceWithItsOwnPhoneAndMail() {
        List<AfasElement> contacts = contacts(company(
                address("2", "contact", "Magazijn", "Kade 1",
                        "<contact>T.a.v. J. de Boer</contact><email>magazijn@v.example; x</email>"
                                + "<telephone>030-1</telephone>")
                        + address("3", "contact", "Kantoor", "Werf 1", "<contact>Crediteurenadministratie</contact>")
                        + address("4", "contact", "Winkel", "Plein 1", "<contact>j. de boer</contact>")));

        assertThat(contacts).extracting(contact -> text(contact, "ViKc")).containsExactly("PRS", "PRS", "AFD", "AFL",
                "AFL", "AFL");
        assertThat(contacts).extracting(contact -> contact.object("KnPerson").stream()
                .map(person -> text(person, "LaNm")).findFirst().orElse("")).startsWith("Vries", "Boer", "");
        assertThat(contacts.getFirst().field("EmAd")).as("the default address's is the customer's own").isNull();
        assertThat(text(contacts.get(1), "EmAd")).isEqualTo("magazijn@v.example");
        assertThat(text(contacts.get(1), "TeNr")).isEqualTo("030-1");
        assertThat(text(contacts.get(2), "ExAd")).isEqualTo("Crediteurenadministratie");
    }

    @Test
    void givesAPersonDeliveryAddressesAndNoContacts() {
        DebtorBlock block = map("<dimension><name>Mevr. A. Jansen</name><addresses>"
                + "<address id='1' type='invoice' default='true'><country>NL</country><city>Utrecht</city>"
                + "<field2>Dam 1</field2></address>" + address("2", "contact", "Zomerhuis", "Duinweg 2", "")
                + "</addresses></dimension>");

        assertThat(block.party()).isEqualTo(Party.PERSON);
        assertThat(party(block).object("KnContact")).extracting(contact -> text(contact, "ViKc"))
                .containsExactly("AFL");
        AfasBodies.assertValid(block);
    }

    @Test
    void takesEveryBankAccountThatIsNotBlockedTheDefaultOneFirst() {
        DebtorBlock block = map(company("").replace("</dimension>", "<banks>"
                + "<bank id='1' default='false'><iban>NL02 ABNA 0123456789</iban></bank>"
                + "<bank id='2' default='true'><iban>NL97CHAS0849835607</iban><biccode>INGBNL2A</biccode></bank>"
                + "<bank id='3' default='false' blocked='true'><iban>NL37COBA0864723156</iban></bank>"
                + "<bank id='4' default='false'><iban>NL02ABNA0123456789</iban></bank>"
                + "<bank id='5' default='false'><accountnumber>12.34.56</accountnumber><country>US</country></bank>"
                + "</banks></dimension>"));

        List<AfasElement> accounts = party(block).object("KnBankAccount");
        assertThat(accounts).extracting(account -> text(account, "Iban")).containsExactly("NL97CHAS0849835607",
                "NL02ABNA0123456789", "");
        assertThat(accounts).extracting(account -> text(account, "BaAc")).containsExactly("", "", "12.34.56");
        AfasBodies.assertValid(block);
    }

    @Test
    void saysByWhichNumberTwinfieldKnowsAContactAnAddressAndAnAccount() {
        DebtorBlock block = map(company(address("7", "contact", "Magazijn", "Kade 1", "<contact>J. de Boer</contact>"))
                .replace("</dimension>", "<banks><bank id='3' default='true'><iban>NL97CHAS0849835607</iban></bank>"
                        + "</banks></dimension>"));

        assertThat(party(block).object("KnContact")).extracting(AfasElement::origin).containsExactly("1", "7", "7");
        assertThat(party(block).object("KnBankAccount")).extracting(AfasElement::origin).containsExactly("3");
        assertThat(party(block).object("KnBasicAddressAdr")).extracting(AfasElement::origin).containsOnlyNulls();
    }

    @Test
    void saysWhatIsEmptiedOfAContactThatWentWhereTheMappingSaysSo() {
        DebtorBlock block = new CustomerMapper(MappingReader.overridden("mine.yaml", """
                organisation-debtor: {objects: {KnOrganisation: {objects: {KnContact: {fields: {
                  TeNr: {fact: phone, clear: true}}}}}}}
                """), Given.mapping()).block(Given.record("customer/1", Given.xml(company(""))), null, Given.office(),
                Trace.NONE);

        assertThat(block.leftContact()).isEqualTo(AfasElement.EMPTY.with("TeNr", ""));
        assertThat(map(company("")).leftContact()).isNull();
    }

    private static String company(String more) {
        return "<dimension><name>Voorbeeld BV</name><addresses><address id='1' type='invoice' default='true'>"
                + "<name>Voorbeeld BV</name><country>NL</country><city>Utrecht</city><field2>Dam 1</field2>"
                + "<contact>Mevr. E. de Vries</contact><email>info@v.example</email><telephone>030-0</telephone>"
                + "</address>" + more + "</addresses></dimension>";
    }

    private static String address(String id, String type, String name, String street, String more) {
        return "<address id='" + id + "' type='" + type + "' default='false'><name>" + name
                + "</name><country>NL</country><city>Utrecht</city><field2>" + street + "</field2>" + more
                + "</address>";
    }

    private static List<AfasElement> contacts(String xml) {
        DebtorBlock block = map(xml);
        AfasBodies.assertValid(block);
        return party(block).object("KnContact");
    }

    private static List<AfasElement> deliveries(String xml) {
        return contacts(xml).stream().filter(contact -> text(contact, "ViKc").equals("AFL")).toList();
    }

    private static DebtorBlock map(String xml) {
        return new CustomerMapper(MappingReader.standard(), Given.mapping()).block(
                Given.record("customer/1", Given.xml(xml)), null, Given.office(), Trace.NONE);
    }

    private static AfasElement party(DebtorBlock block) {
        return block.relation().object(block.party() == Party.ORGANISATION ? "KnOrganisation" : "KnPerson").getFirst();
    }

    private static String text(AfasElement element, String field) {
        return element.field(field) instanceof FieldValue.Text(String text) ? text : "";
    }
}
