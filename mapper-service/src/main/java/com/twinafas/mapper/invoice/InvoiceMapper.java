package com.twinafas.mapper.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.customer.CustomerAddress;
import com.twinafas.mapper.customer.CustomerMapper;
import com.twinafas.mapper.mapping.Mapping;
import com.twinafas.mapper.mapping.Source;
import com.twinafas.mapper.mapping.Target;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.payment.PaymentMethod;
import com.twinafas.mapper.payment.PaymentTable;
import com.twinafas.mapper.record.RawValues;
import com.twinafas.mapper.record.SettingValues;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.mapper.vat.VatTable;
import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.OrderNumberPattern;
import com.twinafas.pipeline.settings.SalesSettings.LineKind;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.InvoiceUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.xml.XmlElement;

/** Sales invoices of the classic module (twinfield-api §4.4) to orders and direct invoices. */
public final class InvoiceMapper {

    private final Mapping mapping;
    private final MappingSettings settings;
    private final VatTable vat;
    private final PaymentTable payment;
    private final InvoiceLines lines;
    private final LineSources sources;
    private final Discounts discounts;
    private final ShippingMethods methods;

    public InvoiceMapper(Mapping mapping, MappingSettings settings) {
        this.mapping = mapping;
        this.settings = settings;
        this.vat = new VatTable(settings.vat());
        this.payment = new PaymentTable(settings);
        this.lines = new InvoiceLines(settings, vat);
        this.sources = new LineSources(settings);
        this.discounts = new Discounts(settings.sales().discounts());
        this.methods = new ShippingMethods(settings.sales().shipping());
    }

    /**
     * What is known beside an invoice.
     *
     * @param customer      whose it is
     * @param dimensionType of the office's customers; null when it has none
     * @param vatCodes      the reference record of a VAT code; null when there is none
     * @param articles      the record of an article; null when it is not known
     */
    public record Beside(SourceRecord customer, DebtorBlock debtor, @Nullable XmlElement dimensionType,
            Function<String, @Nullable XmlElement> vatCodes, Function<String, @Nullable XmlElement> articles) {
    }

    /**
     * The invoice as a document of AFAS.
     *
     * @param kind order or direct invoice
     * @throws Unmappable when a value is missing, impossible or without a counterpart, or the totals differ
     */
    public InvoiceUpdate document(SourceRecord invoice, DocumentKind kind, Beside beside, OfficeSettings office,
            Trace trace) {
        XmlElement raw = invoice.content();
        LocalDate date = RawValues.requiredDate(raw, "header", "invoicedate");
        String currency = currency(raw);
        Totals totals = Totals.of(raw);
        List<SalesLine> read = lines.read(raw, new InvoiceLines.Basis(date,
                CustomerMapper.country(beside.customer().content()), totals, beside.vatCodes(), beside.articles()));
        Draft draft = totals.agreeing(discounts.drafts(read), settings);
        Target target = kind == DocumentKind.ORDER ? Target.ORDER : Target.DIRECT_INVOICE;
        Optional<CustomerAddress> delivery = deliveryAddress(raw, beside);
        Source source = source(raw, date, currency, totals, draft, beside).fact("delivery-address",
                delivery.map(CustomerAddress::inOneLine).orElse(null));
        AfasElement document = methods.added(mapping.fill(target, source, SettingValues.of(settings, office), trace),
                draft, trace);
        AfasElement standIn = StandIn.isPossible(beside.debtor(), office)
                ? StandIn.difference(document,
                        mapping.fill(target, source.fact("delivery-address", customer(raw, beside)),
                                SettingValues.of(settings, office), Trace.NONE))
                : null;
        SortedSet<String> items = draft.priced().filter(line -> line.kind() == LineKind.ARTICLE)
                .map(SalesLine.Priced::item).collect(Collectors.toCollection(TreeSet::new));
        return new InvoiceUpdate(kind, office.administration(), invoice.key().toString(),
                orderNumber(raw, office), date, currency, isFinal(raw), totals.including(), totals.excluding(),
                beside.debtor(), items, document, standIn, place(delivery));
    }

    private Source source(XmlElement raw, LocalDate date, String currency, Totals totals, Draft draft, Beside beside) {
        String headerText = raw.textAt("header", "headertext");
        String footerText = raw.textAt("header", "footertext");
        BigDecimal rate = settings.sales().rates().get(currency);
        LocalDate due = RawValues.date(raw, "header", "duedate");
        XmlElement customer = beside.customer().content();
        String means = raw.textAt("header", "paymentmethod");
        PaymentMethod method = payment.method(customer, means);
        return new Source(raw).fact("date", FieldValue.of(date)).fact("currency", currency)
                .fact("rate", rate == null ? null : FieldValue.of(rate)).fact("final", FieldValue.of(isFinal(raw)))
                .fact("due-date", date(due))
                .fact("performance-date", date(performanceDate(raw)))
                .fact("including-vat", FieldValue.of(totals.withVat()))
                .fact("credit", FieldValue.of(totals.including().signum() < 0))
                .fact("vat-duty", vatDuty(raw, draft, CustomerMapper.country(customer)))
                .fact("payment-condition", payment.condition(customer, date, due, means))
                .fact("payment-method", method.code())
                .fact("collect", method.collect() == null ? null : FieldValue.of(method.collect()))
                .fact("invoice-discount",
                        draft.invoiceDiscount() == null ? null : FieldValue.of(draft.invoiceDiscount()))
                .fact("shipping-method", methods.of(draft))
                .fact("header-text", headerText).fact("footer-text", footerText)
                .fact("remark", remark(headerText, footerText))
                .part("lines", sources.of(draft));
    }

    /** By the office's pattern; null when AFAS numbers it. */
    private static @Nullable String orderNumber(XmlElement raw, OfficeSettings office) {
        String pattern = office.orderNumber();
        if (pattern == null) {
            return null;
        }
        String number = new OrderNumberPattern(pattern).number(office,
                RawValues.required(raw, "header", "invoicetype"), RawValues.required(raw, "header", "invoicenumber"));
        if (number.length() > OrderNumberPattern.LONGEST) {
            throw Unmappable.of(FailureCode.ORDER_NUMBER_TOO_LONG,
                    Map.of("number", number, "longest", String.valueOf(OrderNumberPattern.LONGEST)));
        }
        return number;
    }

    /** Whether it is final; a concept can still change. */
    public static boolean isFinal(XmlElement raw) {
        return "final".equals(raw.textAt("header", "status"));
    }

    /** The VAT codes its lines name. */
    public static SortedSet<String> vatCodes(XmlElement raw) {
        return texts(raw, "vatcode").collect(Collectors.toCollection(TreeSet::new));
    }

    /** The articles its lines name. */
    public static SortedSet<String> articles(XmlElement raw) {
        return texts(raw, "article").filter(InvoiceLines::isArticle).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> texts(XmlElement raw, String field) {
        return InvoiceLines.raw(raw).stream().map(line -> line.textAt(field)).filter(Objects::nonNull);
    }

    /** The invoice's, else the last of its lines'. */
    private static @Nullable LocalDate performanceDate(XmlElement raw) {
        LocalDate whole = RawValues.date(raw, "header", "performancedate");
        return whole != null
                ? whole
                : InvoiceLines.raw(raw).stream().map(line -> RawValues.date(line, "performancedate"))
                        .filter(Objects::nonNull).max(LocalDate::compareTo).orElse(null);
    }

    /** The duty of the document is that of the first line that bears VAT, else of the first that has one. */
    private @Nullable String vatDuty(XmlElement raw, Draft draft, String country) {
        Stream<String> bearing = draft.priced().map(SalesLine.Priced::vat)
                .filter(lineVat -> lineVat.percentage().signum() > 0).map(SalesLine.LineVat::code)
                .filter(Objects::nonNull);
        return Stream.concat(bearing, texts(raw, "vatcode")).map(code -> vat.duty(code, country))
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static @Nullable String remark(@Nullable String headerText, @Nullable String footerText) {
        String text = Stream.of(headerText, footerText).filter(Objects::nonNull).collect(Collectors.joining("\n\n"));
        return text.isEmpty() ? null : text;
    }

    /** Where the invoice is delivered when it is sent to another address. */
    private static Optional<CustomerAddress> deliveryAddress(XmlElement raw, Beside beside) {
        String id = raw.textAt("header", "deliveraddressnumber");
        if (id == null || id.equals(raw.textAt("header", "invoiceaddressnumber"))) {
            return Optional.empty();
        }
        return CustomerMapper.addresses(beside.customer().content(), beside.dimensionType()).stream()
                .filter(address -> address.id().equals(id)).findFirst();
    }

    /** The same by AFAS's fields; null where the settings have it in words alone. */
    private @Nullable AfasElement place(Optional<CustomerAddress> delivery) {
        return settings.sales().deliveryAddressNumbers()
                ? delivery.map(CustomerAddress::fields).orElse(null)
                : null;
    }

    /** Whose invoice it is and where that is, for one that goes on a debtor which stands in for its customer. */
    private static String customer(XmlElement raw, Beside beside) {
        XmlElement customer = beside.customer().content();
        String name = RawValues.required(customer, "name");
        String id = raw.textAt("header", "deliveraddressnumber");
        List<CustomerAddress> addresses = CustomerMapper.addresses(customer, beside.dimensionType());
        return addresses.stream().filter(address -> address.id().equals(id)).findFirst()
                .or(() -> addresses.stream().findFirst()).map(address -> address.inOneLine(name)).orElse(name);
    }

    private static String currency(XmlElement raw) {
        String currency = RawValues.required(raw, "header", "currency");
        if (!currency.matches("[A-Z]{3}")) {
            throw Unmappable.of(FailureCode.CURRENCY_UNKNOWN, Map.of("currency",
                    currency.length() > 10 ? currency.substring(0, 10) : currency));
        }
        return currency;
    }

    private static @Nullable FieldValue date(@Nullable LocalDate date) {
        return date == null ? null : FieldValue.of(date);
    }
}
