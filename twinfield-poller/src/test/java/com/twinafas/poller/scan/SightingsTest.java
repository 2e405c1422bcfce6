package com.twinafas.poller.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

import com.twinafas.poller.archive.Sighting;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.twinfield.call.RecordXml;
import com.twinafas.twinfield.xml.Xml;

class SightingsTest {

    private static final RecordKey STATEMENT = RecordKey.parse("NL01/transaction/BNK/1");
    private static final String LINE = "<line><dim1 dimensiontype='BAS'>1300</dim1>"
            + "<dim2 dimensiontype='%s'>%s</dim2></line>";

    @Test
    void statementOfSeveralCustomersIsItsOwn() {
        Sighting sighting = transaction(LINE.formatted("DEB", "1000") + LINE.formatted("DEB", "1001"));

        assertThat(sighting.customers()).extracting(RecordKey::toString)
                .containsExactlyInAnyOrder("NL01/customer/1000", "NL01/customer/1001");
        assertThat(sighting.owner()).isEqualTo(STATEMENT);
    }

    @Test
    void transactionOfOneCustomerIsThatCustomers() {
        Sighting sighting = transaction(LINE.formatted("DEB", "1000") + LINE.formatted("KPL", "1001")
                + "<line><dim2 type='DEB'>1000</dim2></line>");

        assertThat(sighting.owner()).hasToString("NL01/customer/1000");
    }

    @Test
    void transactionOfNoCustomerIsNobodys() {
        Sighting sighting = transaction(LINE.formatted("CRD", "2000") + "<line><dim1>8000</dim1></line>");

        assertThat(sighting.customers()).isEmpty();
        assertThat(sighting.owner()).hasToString("NL01/reference/nobody");
    }

    @Test
    void customerIsItsOwnAndAnInvoiceItsCustomers() {
        RecordKey customer = RecordKey.parse("NL01/customer/1000");
        RecordKey invoice = RecordKey.parse("NL01/sales-invoice/F/1");

        assertThat(Sightings.of(customer, record("<dimension/>"), Instant.EPOCH).owner()).isEqualTo(customer);
        assertThat(Sightings.invoice(invoice,
                record("<salesinvoice><header><customer>1000</customer></header></salesinvoice>"), Instant.EPOCH)
                .owner()).isEqualTo(customer);
    }

    private static Sighting transaction(String lines) {
        return Sightings.transaction(STATEMENT, record("<transaction><lines>" + lines + "</lines></transaction>"),
                Instant.EPOCH);
    }

    private static RecordXml record(String xml) {
        return new RecordXml(xml, Xml.parse(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
