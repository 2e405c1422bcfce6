package com.twinafas.mapper.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.mapper.AfasBodies;
import com.twinafas.mapper.Given;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DebtorBlock.Party;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.xml.XmlElement;

class CustomerMapperTest {

    @Test
    void livesWhereItsDefaultAddressIs() {
        XmlElement raw = Given
                .xml("<dimension><addresses><address id='1' default='false'><country>BE</country></address>"
                        + "<address id='2' default='true'><country>DE</country></address></addresses></dimension>");

        assertThat(CustomerMapper.country(raw)).isEqualTo("DE");
        assertThat(CustomerMapper.addresses(raw, null)).extracting(CustomerAddress::isDefault)
                .containsExactly(true, false);
        assertThat(CustomerMapper.country(Given.xml("<dimension/>"))).isEqualTo("NL");
    }

    @Test
    void mapsCompanyOfRealAnswer() {
        // Given
        XmlElement raw = Given.sample("customers/customer-get.xml");

        // When
        DebtorBlock block = map(raw, Given.sample("dimensions/dimensiontype-deb.xml"));

        // Then
        assertThat(block.party()).isEqualTo(Party.ORGANISATION);
        assertThat(block.identity()).isEqualTo(
                new DebtorBlock.Identity("info@example.com", "99887766", "NL099887766B01", "1"));
        assertThat(AfasBodies.flat(block)).containsExactlyEntriesOf(AfasBodies.ordered("IsDb", "true", "CuId", "EUR",
                "PaCd", "30", "ColA", "1400", "VaDu", "1", "VaId", "NL099887766B01", "InPv", "Y",
                "KnOrganisation/PadAdr", "true", "KnOrganisation/AutoNum", "true", "KnOrganisation/SeNm", "CUSTOMER0",
                "KnOrganisation/Nm", "Customer 0", "KnOrganisation/CcNr", "99887766", "KnOrganisation/TeNr",
                "010-123452000", "KnOrganisation/FaNr", "010-12342000", "KnOrganisation/EmAd", "info@example.com",
                "KnOrganisation/HoPa", "http://www.example.com", "KnOrganisation/KnBankAccount/CoId", "NL",
                "KnOrganisation/KnBankAccount/IbCk", "false", "KnOrganisation/KnBankAccount/Iban",
                "NL02ABNA0123456789", "KnOrganisation/KnBankAccount/Bic", "ABNANL2A",
                "KnOrganisation/KnBasicAddressAdr/CoId", "NL", "KnOrganisation/KnBasicAddressAdr/PbAd", "false",
                "KnOrganisation/KnBasicAddressAdr/Ad", "Streetname part", "KnOrganisation/KnBasicAddressAdr/HmNr",
                "1", "KnOrganisation/KnBasicAddressAdr/HmAd", "1", "KnOrganisation/KnBasicAddressAdr/AdAd",
                "Streetname part 1 - 2", "KnOrganisation/KnBasicAddressAdr/ZpCd", "1000",
                "KnOrganisation/KnBasicAddressAdr/Rs", "Place", "KnOrganisation/KnBasicAddressAdr/ResZip", "false"));
        AfasBodies.assertValid(block);
    }

    @Test
    void mapsPersonOfRealAnswer() {
        DebtorBlock block = map(Given.sample("customers/customer-read-soap.xml"), null);

        assertThat(block.party()).isEqualTo(Party.PERSON);
        assertThat(AfasBodies.flat(block)).containsEntry("KnPerson/ViGe", "M").containsEntry("KnPerson/In", "A.")
                .containsEntry("KnPerson/LaNm", "Waardedijk").containsEntry("KnPerson/SeNm", "WAARDEDIJK")
                .containsEntry("KnPerson/EmAd", "test@test.nl").containsEntry("KnPerson/TeNr", "023-2356784")
                .containsEntry("KnPerson/KnBasicAddressAdr/Ad", "Pompoenplein")
                .containsEntry("KnPerson/KnBasicAddressAdr/HmNr", "33")
                .containsEntry("KnPerson/KnBasicAddressAdr/ZpCd", "1401 AB");
        assertThat(block.identity().email()).isEqualTo("test@test.nl");
        AfasBodies.assertValid(block);
    }

    @Test
    void mapsCompanyWithContactPersonOfRealAnswer() {
        DebtorBlock block = map(Given.sample("customers/customer-read-postingrules.xml"), null);

        assertThat(block.party()).isEqualTo(Party.ORGANISATION);
        assertThat(AfasBodies.flat(block)).containsEntry("KnOrganisation/Nm", "Voorbeeld BV")
                .containsEntry("KnOrganisation/KnBasicAddressAdr/PbAd", "true")
                .containsEntry("KnOrganisation/KnBasicAddressAdr/HmNr", "12345")
                .containsEntry("KnOrganisation/KnContact/ViKc", "PRS")
                .containsEntry("KnOrganisation/KnContact/KnPerson/FiNm", "Jan")
                .containsEntry("KnOrganisation/KnContact/KnPerson/LaNm", "Voorbeeld");
        AfasBodies.assertValid(block);
    }

    @Test
    void keepsOnePostalAddressOnlyWhereItDiffers() {
        DebtorBlock same = map(Given.sample("customers/customer-read-invoice-and-postal-address.xml"), null);
        assertThat(AfasBodies.flat(same)).containsEntry("KnPerson/PadAdr", "true")
                .containsEntry("KnPerson/KnBasicAddressAdr/HmAd", "a")
                .doesNotContainKey("KnPerson/KnBasicAddressPad/Ad");

        DebtorBlock other = map(customer("<address id='2' type='postal' default='false'><country>DE</country>"
                + "<city>Köln</city><field2>Postfach 12</field2></address>"), null);
        assertThat(AfasBodies.flat(other)).containsEntry("KnOrganisation/PadAdr", "false")
                .containsEntry("KnOrganisation/KnBasicAddressPad/CoId", "D")
                .containsEntry("KnOrganisation/KnBasicAddressPad/PbAd", "true");
        AfasBodies.assertValid(other);
    }

    @Test
    void mapsEveryCustomerOfRealBulkAnswer() {
        List<XmlElement> all = Given.sample("customers/customers-bulk-read-deb-soap.xml").children("dimension");
        assertThat(all).hasSize(17);
        all.stream().filter(raw -> !"template".equals(raw.textAt("behaviour"))).map(raw -> map(raw, null))
                .forEach(AfasBodies::assertValid);
    }

    @Test
    void readsNumbersWhereTheLabelsPutThem() {
        XmlElement labels = Given.xml("<dimensiontype><address><label1>Straat</label1><label2>Tav</label2>"
                + "<label3>KvK-nr</label3><label4/><label5/><label6>Btw nr.</label6></address></dimensiontype>");
        DebtorBlock block = map(Given.xml("<dimension><name>De Hoek</name><addresses><address default='true'>"
                + "<country>NL</country><field1>Dam 1</field1><field2>T.a.v. P. Jansen</field2>"
                + "<field3>12345678</field3><field6>nl 0123.45.678 b01</field6></address></addresses></dimension>"),
                labels);

        assertThat(block.identity().chamberOfCommerceNumber()).isEqualTo("12345678");
        assertThat(block.identity().vatNumber()).isEqualTo("NL012345678B01");
        assertThat(AfasBodies.flat(block)).containsEntry("KnOrganisation/KnBasicAddressAdr/Ad", "Dam")
                .containsEntry("KnOrganisation/KnContact/KnPerson/LaNm", "Jansen");
    }

    @Test
    void blocksHiddenCustomerWhereTheSettingSaysSo() {
        SourceRecord hidden = new SourceRecord(Given.record("customer/1", customer("")).key(), 1, "h",
                SourceRecord.State.HIDDEN, Given.record("customer/1", customer("")).polledAt(), customer(""));

        assertThat(AfasBodies.flat(new CustomerMapper(MappingReader.standard(), Given.mapping("block-hidden=true"))
                .block(hidden, null, Given.office(), Trace.NONE))).containsEntry("Bl", "true");
        assertThat(AfasBodies.flat(map(customer(""), null))).doesNotContainKey("Bl");
    }

    @Test
    void movesStreetThatIsTooLongIntoTheSecondLine() {
        String street = "Straat van de zeer lange naam die nergens op een envelop past en waar niemand woont";
        DebtorBlock block = map(Given.xml("<dimension><name>A</name><addresses><address default='true'>"
                + "<country>SE</country><field2>" + street + "</field2></address></addresses></dimension>"), null);

        Map<String, String> flat = AfasBodies.flat(block);
        assertThat(flat.get("KnPerson/KnBasicAddressAdr/Ad")).hasSizeLessThanOrEqualTo(60);
        assertThat(flat.get("KnPerson/KnBasicAddressAdr/Ad") + " " + flat.get("KnPerson/KnBasicAddressAdr/AdAd"))
                .isEqualTo(street);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<name/>|VALUE_MISSING{field=dimension/name}",
            "<name>A</name><addresses><address default='true'><country>QQ</country><city>X</city></address></addresses>"
                    + "|COUNTRY_UNKNOWN{country=QQ}",
            "<name>A</name><financials><duedays>many</duedays></financials>"
                    + "|VALUE_INVALID{expected=number, field=dimension/financials/duedays, found=text}",
            "<name>A</name><financials><vatcode>ZZ</vatcode></financials>|VAT_CODE_UNMAPPED{country=NL, vatcode=ZZ}",
            "<name>A</name><addresses><address default='true'><email>no mail</email></address></addresses>"
                    + "|VALUE_INVALID{expected=e-mail address, field=dimension/email, found=text}"})
    void saysWhatIsWrong(String xml, String cause) {
        assertThatThrownBy(() -> map(Given.xml("<dimension>" + xml + "</dimension>"), null))
                .isInstanceOfSatisfying(Unmappable.class,
                        refused -> assertThat(refused.why().key()).isEqualTo(cause));
    }

    @Test
    void hashesWhatTheBlockSaysAndNotWhenItWasRead() {
        XmlElement raw = customer("");
        DebtorBlock first = map(raw, null);
        SourceRecord later = new SourceRecord(first.customer(), 99, "other", SourceRecord.State.ACTIVE,
                Given.record("customer/1", raw).polledAt(), raw);
        DebtorBlock second = mapper().block(later, null, Given.office(), Trace.NONE);

        assertThat(second.contentHash()).isEqualTo(first.contentHash()).hasSize(64);
        assertThat(second.revision()).isEqualTo(99);
        assertThat(map(Given.xml("<dimension><name>Other BV</name></dimension>"), null).contentHash())
                .isNotEqualTo(first.contentHash());
    }

    @Test
    void tellsWhichRuleMadeEachValue() {
        Map<String, String> rules = new TreeMap<>();
        AfasElement relation = mapper().block(Given.record("customer/1", customer("")), null, Given.office(),
                (place, value, rule) -> rules.put(place, rule.toString())).relation();

        assertThat(relation.field("CuId")).isEqualTo(FieldValue.of("EUR"));
        assertThat(rules.get("KnOrganisation/Nm"))
                .startsWith("organisation-debtor/KnOrganisation/Nm (default-mapping.yaml:");
        assertThat(rules).containsKey("KnOrganisation/KnBasicAddressAdr[1]/Ad");
    }

    private static XmlElement customer(String moreAddresses) {
        return Given.xml("<dimension><name>Voorbeeld BV</name><addresses><address id='1' type='invoice' default='true'>"
                + "<country>NL</country><city>Utrecht</city><postcode>1234 AB</postcode><field2>Dam 1</field2></address>"
                + moreAddresses + "</addresses></dimension>");
    }

    private static CustomerMapper mapper() {
        return new CustomerMapper(MappingReader.standard(), Given.mapping());
    }

    private static DebtorBlock map(XmlElement raw,
            @Nullable XmlElement dimensionType) {
        return mapper().block(Given.record("customer/1", raw), dimensionType, Given.office(), Trace.NONE);
    }
}
