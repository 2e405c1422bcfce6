package com.twinafas.mapper.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.AfasBodies;
import com.twinafas.mapper.Given;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.twinfield.xml.XmlElement;

/** What the settings say of a customer that Twinfield does not. */
class CustomerSettingsTest {

    private static final String[] CLASSIFIED = {"customers.classifications[0].from=group",
            "customers.classifications[0].field=VaTp", "customers.classifications[0].rows[0].text=2REL",
            "customers.classifications[0].rows[0].value=002", "customers.classifications[1].from=segment",
            "customers.classifications[1].object=party", "customers.classifications[1].field=StId",
            "customers.classifications[1].rows[0].text=Zeer groot", "customers.classifications[1].rows[0].value=A",
            "customers.classifications[1].otherwise=Z"};

    @Test
    void collectsFromARealCustomerWithAPayCode() {
        // When
        DebtorBlock block = map(Given.sample("customers/customer-get.xml"), "payment.methods[0].pay-code=SEPANLDD",
                "payment.methods[0].collect=true");

        // Then
        assertThat(AfasBodies.flat(block)).containsEntry("AuPa", "true").doesNotContainKey("VaDt");
        AfasBodies.assertValid(block);
    }

    @Test
    void namesTheSchemeOfACollectionAndOnlyThen() {
        XmlElement raw = customer("<financials><meansofpayment>paymentfile</meansofpayment><collectionschema>b2b"
                + "</collectionschema></financials>");

        DebtorBlock collected = map(raw, "payment.methods[0].means=paymentfile", "payment.methods[0].collect=true");
        assertThat(AfasBodies.flat(collected)).containsEntry("AuPa", "true").containsEntry("VaDt", "B");
        AfasBodies.assertValid(collected);
        assertThat(AfasBodies.flat(map(raw, "payment.methods[0].collect=false"))).containsEntry("AuPa", "false")
                .doesNotContainKey("VaDt");
        assertThat(AfasBodies.flat(map(raw))).doesNotContainKeys("AuPa", "VaDt");
    }

    @Test
    void findsLanguageAndCurrencyByCountry() {
        String[] settings = {"customers.currency=EUR", "customers.currencies.GB=GBP", "customers.language=EN",
                "customers.languages.NL=NL", "customers.languages.BE=NL"};

        assertThat(AfasBodies.flat(map(in("GB"), settings))).containsEntry("CuId", "GBP").containsEntry("LgId", "EN");
        assertThat(AfasBodies.flat(map(in("BE"), settings))).containsEntry("CuId", "EUR").containsEntry("LgId", "NL");
        assertThat(AfasBodies.flat(map(in("BE")))).containsEntry("CuId", "EUR").doesNotContainKey("LgId");
        AfasBodies.assertValid(map(in("GB"), settings));
    }

    @Test
    void blocksWhatCreditManagementBlocksWhereTheSettingSaysSo() {
        XmlElement blocked = customer("<creditmanagement><blocked locked='false'>true</blocked></creditmanagement>");

        assertThat(AfasBodies.flat(map(blocked, "customers.credit-blocked=true"))).containsEntry("Bl", "true");
        assertThat(AfasBodies.flat(map(customer(""), "customers.credit-blocked=true"))).containsEntry("Bl", "false");
        assertThat(AfasBodies.flat(map(blocked, "block-hidden=true"))).containsEntry("Bl", "false");
        assertThat(AfasBodies.flat(map(blocked))).doesNotContainKey("Bl");
    }

    @Test
    void classifiesARealCustomerByItsGroup() {
        DebtorBlock block = map(Given.sample("customers/customer-read-invoice-and-postal-address.xml"), CLASSIFIED);

        assertThat(AfasBodies.flat(block)).containsEntry("VaTp", "002").containsEntry("KnPerson/StId", "Z");
    }

    @Test
    void classifiesByTheSegmentOfCreditManagement() {
        Map<String, String> flat = AfasBodies.flat(map(customer("<groups><group>9XXX</group></groups>"
                + "<creditmanagement><freetext2>Zeer groot</freetext2></creditmanagement>"), CLASSIFIED));

        assertThat(flat).containsEntry("KnOrganisation/StId", "A").doesNotContainKey("VaTp");
    }

    @Test
    void putsAClassificationIntoAFreeField() {
        String field = "U" + "0123456789ABCDEF".repeat(2);
        DebtorBlock block = map(customer("<groups><group>9XXX</group><group>1GRT</group></groups>"),
                "customers.classifications[0].from=group", "customers.classifications[0].field=" + field,
                "customers.classifications[0].rows[0].text=1GRT", "customers.classifications[0].rows[0].value=groot");

        assertThat(AfasBodies.flat(block)).containsEntry(field, "groot");
    }

    @Test
    void tellsWhichSettingMadeAClassification() {
        Map<String, String> rules = new HashMap<>();
        mapper(CLASSIFIED).block(record(customer("")), null, Given.office(),
                (place, value, rule) -> rules.put(place, rule.field()));

        assertThat(rules).containsEntry("KnOrganisation/StId", "mapping.customers.classifications[1]");
    }

    private static XmlElement customer(String more) {
        return Given.xml("<dimension><name>Voorbeeld BV</name>" + more + "</dimension>");
    }

    private static XmlElement in(String country) {
        return customer("<addresses><address default='true'><country>" + country
                + "</country><city>X</city></address></addresses>");
    }

    private static DebtorBlock map(XmlElement raw, String... settings) {
        return mapper(settings).block(record(raw), null, Given.office(), Trace.NONE);
    }

    private static CustomerMapper mapper(String... settings) {
        return new CustomerMapper(MappingReader.standard(), Given.mapping(settings));
    }

    private static SourceRecord record(XmlElement raw) {
        return Given.record("customer/1", raw);
    }
}
