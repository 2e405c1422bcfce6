package com.twinafas.mapper.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

import com.twinafas.mapper.AfasBodies;
import com.twinafas.mapper.Given;
import com.twinafas.mapper.Known;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.OfficeBooks;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.simulators.twinfield.process.ProcessXml;
import com.twinafas.simulators.twinfield.wording.AnswerStyle;
import com.twinafas.simulators.twinfield.wording.Language;
import com.twinafas.simulators.twinfield.wording.RequestXml;
import com.twinafas.twinfield.xml.XmlElement;

/** Every record of a generated company, through its XML, the mapping and AFAS's own description of the bodies. */
class GeneratedCompanyTest {

    private static final long SEED = 42;

    private final Company company = Company.generate(SEED, CompanySize.SMALL);
    private final TwinfieldBooks books = TwinfieldBooks.inMemory(company, InstantSource.system());
    private final ProcessXml twinfield = new ProcessXml(books, Language.DUTCH, true);
    private final Known known = new Known();
    private final List<SourceRecord> records = new ArrayList<>();

    @Test
    void everyRecordIsAValidBodyOrNamesItsCause() throws Exception {
        readAll();

        for (String orderType : List.of("order", "direct-invoice", "mutation")) {
            // When
            RecordMapper mapper = new RecordMapper(MappingReader.standard(), settings(orderType));
            Map<String, String> refused = new TreeMap<>();
            Map<DocumentKind, Integer> made = new TreeMap<>();
            for (SourceRecord record : records) {
                switch (mapper.map(record, known, Trace.NONE)) {
                    case MapResult.Mapped mapped -> mapped.updates().forEach(one -> {
                        assertValid(one.update());
                        made.merge(one.update().documentKind(), 1, Integer::sum);
                    });
                    case MapResult.Refused no -> refused.put(record.key().toString(), no.cause().code().name());
                    case MapResult.Waiting waiting ->
                        assertThat(waiting.needed()).as(record.key().toString()).isEmpty();
                    case MapResult.Ignored _ -> {
                    }
                }
            }

            // Then
            Company.Oddities odd = company.oddities();
            Map<String, String> expected = new TreeMap<>(
                    Map.of(odd.customerWithUnknownCountry(), "COUNTRY_UNKNOWN"));
            if (orderType.equals("mutation")) {
                assertThat(made).containsKeys(DocumentKind.ENTRY, DocumentKind.DEBTOR, DocumentKind.ITEM);
                assertThat(refused).as("seed " + SEED).containsAllEntriesOf(expected);
                assertThat(new TreeSet<>(refused.values())).isSubsetOf("COUNTRY_UNKNOWN", "VAT_CODE_UNMAPPED");
            } else {
                expected.put(odd.invoiceOfUnknownCountry(), "COUNTRY_UNKNOWN");
                expected.put(odd.invoiceWithUnmappedVatCode(), "VAT_CODE_UNMAPPED");
                assertThat(refused).as(orderType + ", seed " + SEED).isEqualTo(expected);
                assertThat(made).containsKey(
                        orderType.equals("order") ? DocumentKind.ORDER : DocumentKind.DIRECT_INVOICE);
            }
        }
    }

    private static void assertValid(AfasUpdate update) {
        switch (update) {
            case AfasUpdate.DebtorUpdate debtor -> AfasBodies.assertValid(debtor.debtor());
            case AfasUpdate.ItemUpdate item -> {
                if (item.item() != null) {
                    AfasBodies.assertValid("FbItemArticle", item.item().with("ItCd", item.itemCode()));
                }
            }
            case AfasUpdate.InvoiceUpdate invoice -> {
                AfasBodies.assertValid(invoice.debtor());
                AfasBodies.assertValid(invoice.documentKind() == DocumentKind.ORDER ? "FbSales" : "FbDirectInvoice",
                        invoice.document().with("RfCs", invoice.reference()));
            }
            case AfasUpdate.EntryUpdate entry -> AfasBodies.assertValid("FiEntries", entry.entry());
            case AfasUpdate.Deletion _ -> {
            }
        }
    }

    private void readAll() throws Exception {
        for (OfficeBooks of : company.offices()) {
            Office office = of.office();
            known.with(read(office, "reference/dimensiontype/DEB", "<type>dimensiontype</type><code>DEB</code>"));
            for (var vat : office.vatCodes()) {
                known.with(
                        read(office, "reference/vat/" + vat.code(), "<type>vat</type><code>" + vat.code() + "</code>"));
            }
            for (var customer : of.customers()) {
                SourceRecord record = read(office, "customer/" + customer.code(),
                        "<type>dimensions</type><dimtype>DEB</dimtype><code>" + customer.code() + "</code>");
                records.add(record);
                known.with(record);
            }
            for (var article : of.articles()) {
                records.add(read(office, "article/" + article.code(),
                        "<type>article</type><code>" + article.code() + "</code>"));
            }
            for (var invoice : of.invoices()) {
                records.add(read(office, "sales-invoice/" + invoice.type() + "/" + invoice.number(),
                        "<type>salesinvoice</type><code>" + invoice.type() + "</code><invoicenumber>"
                                + invoice.number() + "</invoicenumber>"));
            }
            for (var transaction : of.transactions()) {
                records.add(read(office, "transaction/" + transaction.daybook() + "/" + transaction.number(),
                        "<type>transaction</type><code>" + transaction.daybook() + "</code><number>"
                                + transaction.number() + "</number>"));
            }
        }
    }

    private SourceRecord read(Office office, String key, String what) throws Exception {
        Element request = RequestXml
                .parse("<read>" + what.replaceFirst("</type>", "</type><office>" + office.code() + "</office>")
                        + "</read>")
                .orElseThrow();
        XmlElement raw = Given.xml(AnswerStyle.plain().write(twinfield.process(request, office)));
        assertThat(raw.attribute("msg")).as(key).isNull();
        return new SourceRecord(RecordKey.parse(office.code() + "/" + key), 1, "hash", SourceRecord.State.ACTIVE,
                Instant.EPOCH, raw);
    }

    /** The settings that the administrator of the generated company's AFAS would fill in. */
    private Settings settings(String orderType) {
        AfasSide afas = AfasSide.of(company);
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < afas.administrations().size(); i++) {
            String office = "offices[" + i + "].";
            all.put(office + "code", afas.administrations().get(i).office());
            all.put(office + "administration", afas.administrations().get(i).unit());
            all.put(office + "order-type", orderType);
            all.put(office + "concepts", "true");
            all.put(office + "daybooks", "VRKM,INK,MEMO,BNK");
            afas.journals().forEach((daybook, journal) -> all.put(office + "journals." + daybook, journal.code()));
        }
        for (int i = 0; i < afas.vatTable().size(); i++) {
            AfasSide.VatRow row = afas.vatTable().get(i);
            String prefix = "mapping.vat[" + i + "].";
            all.put(prefix + "code", row.code());
            all.put(prefix + "vat-duty", row.vatDuty());
            all.put(prefix + "rate-group", row.rateGroup());
            all.put(prefix + "vat-code", row.vatCode());
            if (row.vatAccount() != null) {
                all.put(prefix + "vat-account", row.vatAccount());
            }
        }
        afas.costCentreAxes().forEach((type, axis) -> all.put("mapping.cost-centre-axes." + type, axis));
        afas.paymentConditions()
                .forEach((days, condition) -> all.put("mapping.payment-conditions." + days, condition.code()));
        return Given.tenant(all);
    }
}
