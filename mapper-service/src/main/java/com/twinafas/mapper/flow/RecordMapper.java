package com.twinafas.mapper.flow;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.allocation.ArticleCostCentres;
import com.twinafas.mapper.article.ArticleMapper;
import com.twinafas.mapper.customer.CustomerMapper;
import com.twinafas.mapper.entry.EntryCustomer;
import com.twinafas.mapper.entry.EntryMapper;
import com.twinafas.mapper.invoice.InvoiceMapper;
import com.twinafas.mapper.mapping.Mapping;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.KnownRecords;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.MapResult.KeyedUpdate;
import com.twinafas.mapper.record.RawValues;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.mapper.vat.VatTable;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.OfficeSettings.Articles;
import com.twinafas.pipeline.settings.OfficeSettings.OrderType;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.AfasUpdate.ItemUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * A raw record to its update: a pure function of the record, what is known beside it, and the settings. Replay and
 * preview call the same one.
 */
public final class RecordMapper {

    private static final String CUSTOMER_TYPE = "dimensiontype/DEB";

    private final Settings settings;
    private final CustomerMapper customers;
    private final ArticleMapper articles;
    private final InvoiceMapper invoices;
    private final EntryMapper entries;
    private final VatTable vat;

    public RecordMapper(Mapping mapping, Settings settings) {
        this.settings = settings;
        this.customers = new CustomerMapper(mapping, settings.mapping());
        this.articles = new ArticleMapper(mapping, settings.mapping());
        this.invoices = new InvoiceMapper(mapping, settings.mapping());
        this.entries = new EntryMapper(mapping, settings.mapping());
        this.vat = new VatTable(settings.mapping().vat());
    }

    /** Of the settings and the mapping it works by. */
    public long settingsVersion() {
        return settings.version();
    }

    /** What becomes of the record; never throws for what stands in it. */
    public MapResult map(SourceRecord record, KnownRecords known, Trace trace) {
        OfficeSettings office = settings.office(record.key().office()).orElse(null);
        if (office == null) {
            return new MapResult.Refused(Cause.of(FailureCode.OFFICE_UNMAPPED, "office", record.key().office()), null);
        }
        try {
            return switch (record.key().kind()) {
                case CUSTOMER -> customer(record, known, office, trace);
                case ARTICLE -> article(record, office, trace);
                case SALES_INVOICE -> invoice(record, known, office, trace);
                case TRANSACTION -> transaction(record, known, office, trace);
                case REFERENCE -> new MapResult.Ignored("reference data");
            };
        } catch (Needs needs) {
            return needs.result;
        } catch (Unmappable e) {
            return new MapResult.Refused(e.why(), null);
        }
    }

    private MapResult customer(SourceRecord record, KnownRecords known, OfficeSettings office, Trace trace) {
        if (!office.customers()) {
            return new MapResult.Ignored("flow customers is off");
        }
        if (record.state() == SourceRecord.State.DELETED) {
            return deletion(record);
        }
        if ("template".equals(record.content().textAt("behaviour"))) {
            return new MapResult.Ignored("template");
        }
        XmlElement type = optional(record, known, reference(office, CUSTOMER_TYPE));
        return one(record, new AfasUpdate.DebtorUpdate(customers.block(record, type, office, trace)));
    }

    private MapResult article(SourceRecord record, OfficeSettings office, Trace trace) {
        if (office.articles() == Articles.OFF) {
            return new MapResult.Ignored("flow articles is off");
        }
        if (record.state() == SourceRecord.State.DELETED) {
            return deletion(record);
        }
        List<ItemUpdate> items = articles.items(record, office, trace);
        if (items.isEmpty()) {
            return new MapResult.Ignored("its lines stand on another item");
        }
        RecordKey key = record.key();
        return new MapResult.Mapped(items.stream().map(item -> KeyedUpdate.of(items.size() == 1
                ? key
                : new RecordKey(key.office(), key.kind(), key.code() + "/" + item.itemCode()), item)).toList());
    }

    private MapResult invoice(SourceRecord record, KnownRecords known, OfficeSettings office, Trace trace) {
        DocumentKind kind = switch (office.orderType()) {
            case ORDER -> DocumentKind.ORDER;
            case DIRECT_INVOICE -> DocumentKind.DIRECT_INVOICE;
            case MUTATION -> null;
            case OFF -> null;
        };
        if (kind == null) {
            return new MapResult.Ignored(office.orderType() == OrderType.OFF
                    ? "flow invoices is off"
                    : "its booked transaction travels");
        }
        if (record.state() == SourceRecord.State.DELETED) {
            return deletion(record);
        }
        XmlElement raw = record.content();
        String type = RawValues.required(raw, "header", "invoicetype");
        if (!office.invoiceTypes().isEmpty() && !office.invoiceTypes().contains(type)) {
            return new MapResult.Ignored("invoice type is left out");
        }
        if (!InvoiceMapper.isFinal(raw) && (!office.concepts() || kind != DocumentKind.ORDER)) {
            return new MapResult.Ignored("concept");
        }
        requireOwnDaybook(raw, office);
        String code = RawValues.required(raw, "header", "customer");
        SourceRecord customer = required(record, known, customer(office, code));
        XmlElement dimensionType = optional(record, known, reference(office, CUSTOMER_TYPE));
        for (String vatCode : InvoiceMapper.vatCodes(raw)) {
            optional(record, known, reference(office, "vat/" + vatCode));
        }
        requireRates(record, known, office, InvoiceMapper.vatCodes(raw), CustomerMapper.country(customer.content()),
                RawValues.requiredDate(raw, "header", "invoicedate"));
        if (office.articles() != Articles.OFF) {
            for (String article : InvoiceMapper.articles(raw)) {
                optional(record, known, article(office, article));
            }
        }
        DebtorBlock debtor = customers.block(customer, dimensionType, office, office.fixedDebtor(type), trace);
        InvoiceMapper.Beside beside = new InvoiceMapper.Beside(customer, debtor, dimensionType,
                vatCode -> content(known.find(reference(office, "vat/" + vatCode))),
                article -> content(known.find(article(office, article))));
        return one(record, invoices.document(withCostCentres(record, known), kind, beside, office, trace));
    }

    /** The invoice with the cost centres of its articles, where the settings want them. */
    private SourceRecord withCostCentres(SourceRecord invoice, KnownRecords known) {
        if (!settings.mapping().allocation().articleCostCentre()) {
            return invoice;
        }
        XmlElement filled = ArticleCostCentres.filled(invoice.content(), article -> optional(invoice, known,
                new RecordKey(invoice.key().office(), RecordKind.ARTICLE, article)));
        return new SourceRecord(invoice.key(), invoice.revision(), invoice.rawHash(), invoice.state(),
                invoice.polledAt(), filled);
    }

    /** Its transaction must not be an entry too, whatever the settings say of its day book. */
    private static void requireOwnDaybook(XmlElement invoice, OfficeSettings office) {
        String daybook = invoice.textAt("financials", "code");
        if (daybook != null && office.daybooks().contains(daybook) && !office.invoiceDaybooks().contains(daybook)) {
            throw Unmappable.of(FailureCode.FLOWS_CLAIM_BOTH, Map.of("daybook", daybook, "office", office.code()));
        }
    }

    /** The rates that the VAT table expects must be those in force on the day. */
    private void requireRates(SourceRecord record, KnownRecords known, OfficeSettings office, Set<String> vatCodes,
            String country, LocalDate date) {
        for (String code : vatCodes) {
            if (vat.percentage(code, country) != null) {
                vat.requireRate(code, country, date, optional(record, known, reference(office, "vat/" + code)));
            }
        }
    }

    private MapResult transaction(SourceRecord record, KnownRecords known, OfficeSettings office, Trace trace) {
        String daybook = record.key().code().split("/", 2)[0];
        boolean invoices = office.invoiceDaybooks().contains(daybook);
        boolean wanted = switch (office.orderType()) {
            case MUTATION -> invoices || office.daybooks().contains(daybook);
            case ORDER, DIRECT_INVOICE -> !invoices && office.daybooks().contains(daybook);
            case OFF -> office.daybooks().contains(daybook);
        };
        if (!wanted) {
            return new MapResult.Ignored(invoices ? "the invoice flow owns its day book" : "day book is left out");
        }
        if (record.state() == SourceRecord.State.DELETED) {
            return deletion(record);
        }
        XmlElement raw = record.content();
        if (!EntryMapper.isFinal(raw) && !office.entries().provisional()) {
            return new MapResult.Ignored("provisional");
        }
        if (EntryMapper.isZero(raw)) {
            return new MapResult.Ignored("all its lines are zero");
        }
        SortedMap<String, EntryCustomer> on = customers(record, known, office, trace);
        requireRates(record, known, office, EntryMapper.vatCodes(raw), EntryMapper.country(on.values(), office),
                RawValues.requiredDate(raw, "header", "date"));
        return one(record, entries.entry(record, on, office, trace));
    }

    /** The customers on whose accounts a transaction books, by their code; it waits for all of them at once. */
    private SortedMap<String, EntryCustomer> customers(SourceRecord transaction, KnownRecords known,
            OfficeSettings office, Trace trace) {
        SortedSet<String> codes = EntryMapper.customers(transaction.content());
        if (codes.isEmpty()) {
            return new TreeMap<>();
        }
        Set<RecordKey> missing = codes.stream().map(code -> customer(office, code))
                .filter(key -> known.find(key) == null).collect(Collectors.toSet());
        if (!missing.isEmpty() && isBeforeComplete(transaction, known, RecordKind.CUSTOMER)) {
            throw new Needs(new MapResult.Waiting(missing));
        }
        XmlElement type = optional(transaction, known, reference(office, CUSTOMER_TYPE));
        SortedMap<String, EntryCustomer> found = new TreeMap<>();
        for (String code : codes) {
            SourceRecord customer = required(transaction, known, customer(office, code));
            found.put(code, new EntryCustomer(customers.block(customer, type, office, trace), customer.content(),
                    CustomerMapper.country(customer.content())));
        }
        return found;
    }

    private MapResult deletion(SourceRecord record) {
        return one(record, new AfasUpdate.Deletion(settings.mapping().blockHidden()));
    }

    private static MapResult one(SourceRecord record, AfasUpdate update) {
        return new MapResult.Mapped(List.of(KeyedUpdate.of(record.key(), update)));
    }

    private static RecordKey customer(OfficeSettings office, String code) {
        return new RecordKey(office.code(), RecordKind.CUSTOMER, code);
    }

    private static RecordKey article(OfficeSettings office, String code) {
        return new RecordKey(office.code(), RecordKind.ARTICLE, code);
    }

    private static RecordKey reference(OfficeSettings office, String code) {
        return new RecordKey(office.code(), RecordKind.REFERENCE, code);
    }

    /** A record without which this one cannot be mapped: it waits, or is a dead letter until the other appears. */
    private static SourceRecord required(SourceRecord record, KnownRecords known, RecordKey key) {
        SourceRecord found = known.find(key);
        if (found != null) {
            return found;
        }
        if (isBeforeComplete(record, known, key.kind())) {
            throw new Needs(new MapResult.Waiting(Set.of(key)));
        }
        throw new Needs(
                new MapResult.Refused(Cause.of(FailureCode.CUSTOMER_MISSING, "customer", key.code()), key));
    }

    /** A record that may not exist; but as long as the first load runs that is not known. */
    private static @Nullable XmlElement optional(SourceRecord record, KnownRecords known, RecordKey key) {
        SourceRecord found = known.find(key);
        if (found == null && isBeforeComplete(record, known, key.kind())) {
            throw new Needs(new MapResult.Waiting(Set.of(key)));
        }
        return content(found);
    }

    /**
     * Whether the other kind is not complete yet. Once it is, also a record that was polled before gets its answer:
     * what is missing then is missing.
     */
    private static boolean isBeforeComplete(SourceRecord record, KnownRecords known, RecordKind kind) {
        return known.completeSince(record.key().office(), kind) == null;
    }

    private static @Nullable XmlElement content(@Nullable SourceRecord record) {
        return record == null ? null : record.element();
    }

    /** Ends the mapping of a record that needs another one first. */
    private static final class Needs extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient MapResult result;

        Needs(MapResult result) {
            super(null, null, false, false);
            this.result = result;
        }
    }
}
