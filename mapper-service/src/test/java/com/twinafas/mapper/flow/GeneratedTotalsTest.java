package com.twinafas.mapper.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.mapper.BookingAfas;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.update.AfasUpdate.InvoiceUpdate;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.afas.setup.CompanySetup;
import com.twinafas.simulators.afas.writing.OrderArithmetic.Rounding;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;

/** Every invoice of generated companies, through the mapping into AFAS's books: its own totals are Twinfield's. */
class GeneratedTotalsTest {

    private static final BigDecimal TOLERANCE = new BigDecimal("0.02");

    @ParameterizedTest
    @CsvSource({"42,order,line", "42,direct-invoice,line-percentage", "7,order,invoice-percentage",
            "1,order,line-amount"})
    void afasAddsUpEveryGeneratedInvoiceAsTwinfieldDoes(long seed, String orderType, String discounts) {
        Company company = Company.generate(seed, CompanySize.DEFAULT);
        GeneratedRecords generated = new GeneratedRecords(company);
        List<SourceRecord> invoices = generated.records().stream()
                .filter(record -> record.key().kind() == RecordKind.SALES_INVOICE).toList();
        for (Rounding rounding : Rounding.values()) {
            String right = rounding == Rounding.BY_LINE ? "line" : "rate-group";
            book(company, generated, invoices, rounding, false, settings(orderType, discounts, right));
            if (discounts.equals("line")) {
                // By default also when the settings believe the other of AFAS.
                String wrong = rounding == Rounding.BY_LINE ? "rate-group" : "line";
                book(company, generated, invoices, rounding, false, settings(orderType, discounts, wrong));
            }
            Map<String, String> equal = settings(orderType, discounts, right);
            equal.put("mapping.sales.totals.rounding-item", "AFRONDING");
            book(company, generated, invoices, rounding, true, equal);
        }
    }

    private static Map<String, String> settings(String orderType, String discounts, String rounding) {
        return new HashMap<>(Map.of("order-type", orderType, "mapping.sales.totals.vat-rounding", rounding,
                "mapping.sales.discounts.as", discounts, "mapping.sales.discounts.item", "KORTINGB",
                "mapping.sales.shipping.articles", "VERZEND,VERZENDB", "mapping.sales.shipping.as", "cost",
                "mapping.sales.shipping.item", "D012"));
    }

    private static void book(Company company, GeneratedRecords generated, List<SourceRecord> invoices,
            Rounding rounding, boolean equal, Map<String, String> said) {
        Map<String, String> settings = new HashMap<>(said);
        String orderType = Objects.requireNonNull(settings.remove("order-type"));
        RecordMapper mapper = new RecordMapper(MappingReader.standard(),
                GeneratedCompanyTest.settings(company, orderType, settings));
        BookingAfas afas = new BookingAfas(CompanySetup.of(AfasSide.of(company)), rounding,
                orderType.equals("order") ? DocumentKind.ORDER : DocumentKind.DIRECT_INVOICE);
        int booked = 0;
        for (SourceRecord invoice : invoices) {
            MapResult result = mapper.map(invoice, generated.known(), Trace.NONE);
            if (result instanceof MapResult.Refused refused) {
                assertThat(refused.cause().code().name()).as(invoice.key() + " " + said + " " + rounding)
                        .isIn("COUNTRY_UNKNOWN", "VAT_CODE_UNMAPPED");
            } else if (result instanceof MapResult.Mapped mapped) {
                InvoiceUpdate update = (InvoiceUpdate) mapped.updates().getFirst().update();
                assertAgrees(afas.book(update), update, equal, company.seed() + ", " + rounding + ", " + said);
                booked++;
            }
        }
        assertThat(booked).isGreaterThan(290);
    }

    private static void assertAgrees(Order order, InvoiceUpdate update, boolean equal, String said) {
        long rates = order.lines().stream().map(line -> line.field("VaRc")).distinct().count();
        BigDecimal allowed = TOLERANCE.multiply(BigDecimal.valueOf(rates));
        assertThat(order.totals().invoice()).as(update.reference() + ", seed " + said)
                .isCloseTo(update.totalIncluding(), within(equal ? BigDecimal.ZERO : allowed));
        assertThat(order.totals().net()).as(update.reference() + ", without VAT, seed " + said)
                .isCloseTo(update.totalExcluding(), within(allowed));
    }
}
