package com.twinafas.twinfield;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.twinfield.article.Article;
import com.twinafas.twinfield.dimension.AddressLabels;
import com.twinafas.twinfield.dimension.AddressLabels.Meaning;
import com.twinafas.twinfield.dimension.Dimension;
import com.twinafas.twinfield.dimension.DimensionType;
import com.twinafas.twinfield.invoice.SalesInvoice;
import com.twinafas.twinfield.office.Office;
import com.twinafas.twinfield.transaction.Transaction;
import com.twinafas.twinfield.value.Period;
import com.twinafas.twinfield.vat.VatCode;
import com.twinafas.twinfield.xml.Xml;
import com.twinafas.twinfield.xml.XmlElement;
import com.twinafas.twinfield.xml.XmlLimits;

class SampleRecordsTest {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
            .withZone(ZoneOffset.UTC);
    /** They say something about the answer or the requested write, or repeat what an element says. */
    private static final Set<String> NOT_OF_THE_RECORD = Set.of("result", "raisewarning", "autobalancevat");

    private static XmlElement sample(String name) {
        XmlElement read = Xml.parse(Samples.bytes(name), XmlLimits.answer(1 << 20));
        return read.name().equals("Envelope")
                ? Xml.parse(read.children().getFirst().children().getFirst().children().getFirst().text()
                        .getBytes(StandardCharsets.UTF_8))
                : read;
    }

    /** Every text and attribute of the sample must be somewhere in the record. */
    private static void keepsEverything(XmlElement element, Record record) {
        Set<String> kept = new HashSet<>();
        collect(record, kept);
        Set<String> said = new HashSet<>();
        collectXml(element, said);
        said.removeAll(kept);
        assertThat(said).as("values of <" + element.name() + "> that " + record.getClass().getSimpleName() + " loses")
                .isEmpty();
    }

    private static void collectXml(XmlElement element, Set<String> said) {
        if (!element.text().isEmpty()) {
            said.add(element.text());
        }
        element.attributes().forEach((name, value) -> {
            if (!value.isEmpty() && !NOT_OF_THE_RECORD.contains(name)) {
                said.add(value);
            }
        });
        element.children().forEach(child -> collectXml(child, said));
    }

    private static void collect(@Nullable Object value, Set<String> kept) {
        switch (value) {
            case null -> {
                // Nothing to keep.
            }
            case BigDecimal amount -> kept.add(amount.toPlainString());
            case LocalDate date -> kept.add(date.format(DateTimeFormatter.BASIC_ISO_DATE));
            case Instant time -> kept.add(TIME.format(time));
            case Period period -> {
                kept.add(period.toString());
                kept.add(period.year() + "/" + period.number());
            }
            case XmlElement element -> collectXml(element, kept);
            case AddressLabels labels -> kept.add(labels.toString());
            case Record record -> {
                for (var component : record.getClass().getRecordComponents()) {
                    try {
                        collect(component.getAccessor().invoke(record), kept);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            case Iterable<?> many -> many.forEach(one -> collect(one, kept));
            case Map<?, ?> map -> map.values().forEach(one -> collect(one, kept));
            default -> kept.add(value.toString().toLowerCase(Locale.ROOT).matches("true|false")
                    ? value.toString().toLowerCase(Locale.ROOT)
                    : value.toString());
        }
    }

    private static void keepsEverything(String name, Function<XmlElement, Record> reader) {
        XmlElement element = sample(name);
        keepsEverything(element, reader.apply(element));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers/customer-get.xml", "customers/customer-read-soap.xml",
            "customers/customer-create-soap.xml", "customers/customer-read-invoice-and-postal-address.xml",
            "customers/customer-read-postingrules.xml", "suppliers/supplier-get.xml", "dimensions/costcenter-kpl.xml",
            "dimensions/generalledger-pnl.xml", "dimensions/project-prj.xml"})
    void keepsEveryFieldOfDimensions(String name) {
        keepsEverything(name, Dimension::of);
    }

    @Test
    void keepsEveryFieldOfEveryRowOfABulkRead() {
        List<XmlElement> rows = sample("customers/customers-bulk-read-deb-soap.xml").children();

        rows.forEach(row -> keepsEverything(row, Dimension.of(row)));
        assertThat(rows.stream().map(Dimension::of).filter(Dimension::isTemplate)).singleElement()
                .satisfies(template -> assertThat(template.code()).isEqualTo("DEB"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"salesinvoices/invoice-concept.xml", "salesinvoices/invoice-final.xml",
            "salesinvoices/invoice-concept-two-lines.xml", "salesinvoices/invoice-final-mixed-vat-soap.xml",
            "salesinvoices/invoice-create-success-soap.xml", "salesinvoices/invoice-create-success.xml"})
    void keepsEveryFieldOfInvoices(String name) {
        keepsEverything(name, SalesInvoice::of);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transactions/sales-transaction.xml",
            "transactions/purchase-transaction-partly-matched.xml",
            "transactions/purchase-transaction-read-modificationdate.xml", "transactions/cash-transaction.xml",
            "transactions/journal-transaction.xml"})
    void keepsEveryFieldOfTransactions(String name) {
        keepsEverything(name, Transaction::of);
    }

    @Test
    void keepsEveryFieldOfTheOthers() {
        keepsEverything("articles/article-normal.xml", Article::of);
        keepsEverything("vat/vatcode-vh-two-rates.xml", VatCode::of);
        keepsEverything("dimensions/dimensiontype-deb.xml", DimensionType::of);
        XmlElement office = sample("offices/list-offices.xml").children().getFirst();
        keepsEverything(office, Office.of(office));
        XmlElement bank = sample("transactions/bank-transaction-all-line-types.xml").children().getFirst();
        keepsEverything(bank, Transaction.of(bank));
    }

    @Test
    void readsACustomer() {
        Dimension customer = Dimension.of(sample("customers/customer-get.xml"));

        assertThat(customer.code()).isEqualTo("1097");
        assertThat(customer.status()).isEqualTo("active");
        assertThat(customer.modified()).isNull();
        assertThat(customer.financials().dueDays()).isEqualTo(30);
        assertThat(customer.financials().collectMandate()).isNotNull()
                .satisfies(mandate -> assertThat(mandate.signed()).isEqualTo("2018-06-04"));
        assertThat(customer.banks()).singleElement().satisfies(bank -> {
            assertThat(bank.id()).isEqualTo("-1");
            assertThat(bank.iban()).isEqualTo("NL02ABNA0123456789");
        });
        assertThat(Dimension.of(sample("customers/customer-read-soap.xml")).modified())
                .isEqualTo("2021-10-13T20:30:53Z");
    }

    @Test
    void labelsSayWhatAddressFieldsMean() {
        DimensionType type = DimensionType.of(sample("dimensions/dimensiontype-deb.xml"));
        var address = Dimension.of(sample("customers/customer-get.xml")).addresses().getFirst();

        assertThat(type.labels()).isEqualTo(AddressLabels.of(null));
        assertThat(type.labels().read(Meaning.STREET, address)).isEqualTo("Streetname part 1 - 1");
        assertThat(type.labels().read(Meaning.ATTENTION, address)).isEqualTo("Customer 1");
        assertThat(type.labels().read(Meaning.VAT_NUMBER, address)).isEqualTo("NL099887766B01");
        assertThat(type.labels().read(Meaning.CHAMBER_OF_COMMERCE_NUMBER, address)).isEqualTo("99887766");
        XmlElement english = Xml.parse(("<dimensiontype><code>DEB</code><address><label1>Address</label1>"
                + "<label2>Attn</label2><label4>Region</label4></address></dimensiontype>")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(DimensionType.of(english).labels().fields()).containsOnly(Map.entry(Meaning.STREET, 1),
                Map.entry(Meaning.ATTENTION, 2), Map.entry(Meaning.SECOND_LINE, 3),
                Map.entry(Meaning.CHAMBER_OF_COMMERCE_NUMBER, 5));
    }

    @Test
    void readsBothNotationsOfPeriodsAndKeepsLeadingZeros() {
        assertThat(SalesInvoice.of(sample("salesinvoices/invoice-concept.xml")).period())
                .isEqualTo(new Period(2012, 8));
        assertThat(Transaction.of(sample("transactions/sales-transaction.xml")).period())
                .isEqualTo(new Period(2013, 5));
        assertThat(Dimension.of(sample("dimensions/costcenter-kpl.xml")).code()).isEqualTo("00001");
    }

    @Test
    void readsAFinalInvoiceWithItsBooking() {
        SalesInvoice invoice = SalesInvoice.of(sample("salesinvoices/invoice-final-mixed-vat-soap.xml"));

        assertThat(invoice.booking()).isEqualTo(new SalesInvoice.Booking("VRK", "202100006"));
        assertThat(invoice.lines()).hasSize(3);
        assertThat(invoice.vatLines()).hasSize(2);
        assertThat(invoice.totalIncluding()).isEqualTo(new BigDecimal("221.00"));
    }

    @Test
    void readsReadAndWriteAnswersOfTransactionsAlike() {
        Transaction read = Transaction.of(sample("transactions/purchase-transaction-read-modificationdate.xml"));
        Transaction written = Transaction.of(sample("transactions/purchase-transaction-partly-matched.xml"));

        assertThat(read.modified()).isEqualTo("2017-01-31T08:51:03Z");
        assertThat(read.lines().getFirst().open().base()).isEqualTo("-50.00");
        assertThat(written.lines().getFirst().open().own()).isEqualTo("120.00");
        assertThat(written.lines().getFirst().relation()).isEqualTo(read.lines().getFirst().relation());
        assertThat(written.lines().getFirst().matches()).singleElement()
                .satisfies(set -> assertThat(set.lines().getFirst().value()).isEqualTo("-1.00"));
    }

    @Test
    void rateInForceIsTheLastThatBegan() {
        VatCode vat = VatCode.of(sample("vat/vatcode-vh-two-rates.xml"));

        assertThat(vat.rateOn(LocalDate.parse("2012-09-30"))).hasValueSatisfying(
                rate -> assertThat(rate.percentage()).isEqualByComparingTo("19"));
        assertThat(vat.rateOn(LocalDate.parse("2012-10-01"))).hasValueSatisfying(
                rate -> assertThat(rate.percentage()).isEqualByComparingTo("21"));
        assertThat(vat.rateOn(LocalDate.parse("1999-12-31"))).isEmpty();
    }
}
