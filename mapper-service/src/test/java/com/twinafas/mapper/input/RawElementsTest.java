package com.twinafas.mapper.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.mapper.Given;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.twinfield.xml.XmlElement;

class RawElementsTest {

    /** Of answers to writes and of refusals; no raw record has them. */
    private static final Set<String> OF_THE_ANSWER = Set.of("result", "msg", "msgtype", "raisewarning",
            "autobalancevat");
    private static final Map<String, RecordKind> KINDS = Map.of("dimension", RecordKind.CUSTOMER, "article",
            RecordKind.ARTICLE, "salesinvoice", RecordKind.SALES_INVOICE, "transaction", RecordKind.TRANSACTION);

    /** Every answer of the samples that holds customers, articles, sales invoices or transactions. */
    @ParameterizedTest
    @ValueSource(strings = {"customers/customer-create-soap.xml", "customers/customer-get.xml",
            "customers/customer-read-invoice-and-postal-address.xml", "customers/customer-read-postingrules.xml",
            "customers/customer-read-soap.xml", "customers/customers-bulk-read-deb-soap.xml",
            "suppliers/supplier-get.xml", "articles/article-normal.xml", "salesinvoices/invoice-concept-two-lines.xml",
            "salesinvoices/invoice-concept.xml", "salesinvoices/invoice-create-success-soap.xml",
            "salesinvoices/invoice-create-success.xml", "salesinvoices/invoice-final-mixed-vat-soap.xml",
            "salesinvoices/invoice-final.xml", "transactions/bank-transaction-all-line-types.xml",
            "transactions/cash-transaction.xml", "transactions/journal-transaction.xml",
            "transactions/purchase-transaction-partly-matched.xml",
            "transactions/purchase-transaction-read-modificationdate.xml", "transactions/sales-transaction.xml"})
    void knowsEveryPathOfRealAnswers(String sample) {
        // Given
        XmlElement root = Given.sample(sample);
        List<XmlElement> records = KINDS.containsKey(root.name()) ? List.of(root) : root.children();

        // When
        Set<String> unknown = new TreeSet<>();
        records.forEach(record -> collect(record, RawElements.of(Objects.requireNonNull(KINDS.get(record.name()))), "",
                unknown));

        // Then
        assertThat(records).isNotEmpty();
        assertThat(unknown).isEmpty();
    }

    @Test
    void saysWhatEachTextIs() {
        for (RecordKind kind : KINDS.values()) {
            List<String> unsaid = new ArrayList<>();
            RawElements.of(kind).paths().forEach((path, meaning) -> {
                assertThat(RawElements.of(kind).objection(RawPath.parse(path).orElseThrow())).isEmpty();
                if (meaning.isEmpty() && !path.contains("@")) {
                    unsaid.add(path);
                }
            });
            assertThat(unsaid).isEmpty();
        }
        assertThat(RawElements.of(RecordKind.SALES_INVOICE).paths()).containsEntry("header/duedate", "due date")
                .containsKey("lines/line/vatcode@name").doesNotContainKey("header");
        assertThat(RawElements.of(RecordKind.CUSTOMER).paths()).containsEntry("@status", "active, hide or deleted");
    }

    @Test
    void saysWhatStandsThereInstead() {
        RawElements invoice = RawElements.of(RecordKind.SALES_INVOICE);

        assertThat(objection(invoice, "totals/value"))
                .isEqualTo("Twinfield's record has no value in totals; it has valueexcl, valueinc");
        assertThat(objection(invoice, "heder/value"))
                .startsWith("Twinfield's record has no heder here; it has header,");
        assertThat(objection(invoice, "totals")).isEqualTo("there is no text in totals, only [valueexcl, valueinc]");
        assertThat(objection(invoice, "totals@id")).isEqualTo("Twinfield's record has no @id in totals");
        assertThat(objection(invoice.at("lines/line"), "vatcode@id"))
                .isEqualTo("Twinfield's record has no @id in vatcode; it has name, shortname, type");
    }

    private static String objection(RawElements here, String path) {
        return here.objection(RawPath.parse(path).orElseThrow()).orElseThrow();
    }

    private static void collect(XmlElement element, RawElements known, String place, Set<String> unknown) {
        element.attributes().keySet().stream().filter(name -> !OF_THE_ANSWER.contains(name))
                .filter(name -> !known.attributes().containsKey(name)).forEach(name -> unknown.add(place + "@" + name));
        for (XmlElement child : element.children()) {
            String path = place + "/" + child.name();
            RawElements next = known.children().get(child.name());
            if (next == null) {
                unknown.add(path);
            } else {
                collect(child, next, path, unknown);
            }
        }
    }
}
