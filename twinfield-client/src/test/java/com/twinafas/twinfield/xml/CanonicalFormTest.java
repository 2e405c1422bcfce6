package com.twinafas.twinfield.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import com.twinafas.twinfield.Samples;

class CanonicalFormTest {

    private static String hash(String xml) {
        return CanonicalForm.hash(Xml.parse(xml, XmlLimits.RECORD));
    }

    private static String payload(String sample) {
        XmlElement envelope = Xml.parse(Samples.bytes(sample), XmlLimits.answer(1 << 20));
        return envelope.children().getFirst().children().getFirst().children().getFirst().text();
    }

    private static List<String> rows(String sample) {
        List<String> rows = new ArrayList<>();
        XmlRows.of(XmlSource.of(payload(sample)), Set.of("dimension")).forEachRemaining(rows::add);
        return rows;
    }

    @Test
    void customerReadSinglyAndInBulkIsTheSame() {
        // Given
        String single = rows("customers/customer-read-soap.xml").getFirst();
        List<String> bulk = rows("customers/customers-bulk-read-deb-soap.xml");

        // Then
        assertThat(bulk).hasSize(17);
        assertThat(hash(single)).isEqualTo(hash(bulk.getFirst()));
        assertThat(bulk.stream().map(CanonicalFormTest::hash).distinct()).hasSize(17);
    }

    @Test
    void orderWhiteSpaceCommentsAndDisplayTextsDoNotCount() {
        assertThat(hash("<d status='active' result='1'><office name='x'>A</office><a>1</a><b name='Euro'>EUR</b></d>"))
                .isEqualTo(
                        hash("<d status='active'>\n <b name='Euros' shortname=''> EUR </b><!-- x --><a>1</a><c/></d>"));
    }

    @Test
    void addressesGoByTheirNumber() {
        assertThat(hash("<d><l><a id='2'>x</a><a id='10'>y</a></l></d>"))
                .isEqualTo(hash("<d><l><a id='10'>y</a><a id='2'>x</a></l></d>"));
    }

    @Test
    void whatMeansSomethingCounts() {
        String first = hash("<d status='active'><l><a id='1' type='invoice' default='true'>x</a><a>y</a></l></d>");

        assertThat(List.of(hash("<d status='hide'><l><a id='1' type='invoice' default='true'>x</a><a>y</a></l></d>"),
                hash("<d status='active'><l><a id='1' type='postal' default='true'>x</a><a>y</a></l></d>"),
                hash("<d status='active'><l><a id='1' type='invoice' default='false'>x</a><a>y</a></l></d>"),
                hash("<d status='active'><l><a id='1' type='invoice' default='true'>x y</a></l></d>"),
                hash("<d status='active'><l><a id='1' type='invoice' default='true'>x</a></l></d>")))
                .doesNotContain(first).doesNotHaveDuplicates();
    }

    @Test
    void orderOfLinesWithoutNumberCounts() {
        assertThat(hash("<d><l>1</l><l>2</l></d>")).isNotEqualTo(hash("<d><l>2</l><l>1</l></d>"));
    }

    @Test
    void leadingZerosCount() {
        assertThat(hash("<d><c>00001</c></d>")).isNotEqualTo(hash("<d><c>1</c></d>"));
    }
}
