package com.twinafas.mapper.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.AfasBodies;
import com.twinafas.mapper.Given;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;

/** Every record of a generated company, through its XML, the mapping and AFAS's own description of the bodies. */
class GeneratedCompanyTest {

    private static final long SEED = 42;

    private final Company company = Company.generate(SEED, CompanySize.SMALL);
    private final GeneratedRecords generated = new GeneratedRecords(company);

    @Test
    void everyRecordIsAValidBodyOrNamesItsCause() {
        for (String orderType : List.of("order", "direct-invoice", "mutation")) {
            // When
            RecordMapper mapper = new RecordMapper(MappingReader.standard(), settings(company, orderType));
            Map<String, String> refused = new TreeMap<>();
            Map<DocumentKind, Integer> made = new TreeMap<>();
            for (SourceRecord record : generated.records()) {
                switch (mapper.map(record, generated.known(), Trace.NONE)) {
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

    /** The settings that the administrator of the generated company's AFAS would fill in. */
    static Settings settings(Company company, String orderType) {
        return settings(company, orderType, Map.of());
    }

    /** The same with what is said besides. */
    static Settings settings(Company company, String orderType, Map<String, String> said) {
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
            if (row.percentage() != null) {
                all.put(prefix + "percentage", row.percentage().toPlainString());
            }
        }
        afas.costCentreAxes().forEach((type, axis) -> all.put("mapping.cost-centre-axes." + type, axis));
        afas.paymentConditions()
                .forEach((days, condition) -> all.put("mapping.payment-conditions." + days, condition.code()));
        all.putAll(said);
        return Given.tenant(all);
    }
}
