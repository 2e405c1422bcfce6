package com.twinafas.mapper.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.allocation.Allocation;
import com.twinafas.mapper.article.ItemCodes;
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
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.InvoiceUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.xml.XmlElement;

/** Sales invoices of the classic module (twinfield-api §4.4) to orders and direct invoices. */
public final class InvoiceMapper {

    /** AFAS's unit of lines that have none (afas-api §3.4). */
    private static final String NO_UNIT = "*****";
    private static final String ONE_OFF = "0";
    private static final String TEXT = "-";

    private final Mapping mapping;
    private final MappingSettings settings;
    private final VatTable vat;
    private final PaymentTable payment;
    private final Allocation allocation;

    public InvoiceMapper(Mapping mapping, MappingSettings settings) {
        this.mapping = mapping;
        this.settings = settings;
        this.vat = new VatTable(settings.vat());
        this.payment = new PaymentTable(settings);
        this.allocation = new Allocation(settings);
    }

    /**
     * The invoice as a document of AFAS.
     *
     * @param kind          order or direct invoice
     * @param customer      whose it is
     * @param dimensionType of the office's customers; null when it has none
     * @param vatCodes      the reference record of a VAT code; null when there is none
     * @throws Unmappable when a value is missing, impossible or without a counterpart, or the totals differ
     */
    public InvoiceUpdate document(SourceRecord invoice, DocumentKind kind, SourceRecord customer, DebtorBlock debtor,
            @Nullable XmlElement dimensionType, Function<String, @Nullable XmlElement> vatCodes,
            OfficeSettings office, Trace trace) {
        XmlElement raw = invoice.content();
        LocalDate date = RawValues.requiredDate(raw, "header", "invoicedate");
        String currency = currency(raw);
        boolean including = Totals.isIncluding(raw);
        String country = CustomerMapper.country(customer.content());
        Totals totals = new Totals(date, including, vatCodes);
        SortedSet<String> items = new TreeSet<>();
        List<Source> lines = new ArrayList<>();
        for (XmlElement line : lines(raw)) {
            lines.add(line(line, including, country, totals, items));
        }
        BigDecimal totalIncluding = RawValues.requiredNumber(raw, "totals", "valueinc");
        BigDecimal totalExcluding = RawValues.requiredNumber(raw, "totals", "valueexcl");
        totals.check(totalIncluding, totalExcluding, settings.totalsTolerance());
        PaymentMethod method = payment.method(customer.content(), raw.textAt("header", "paymentmethod"));
        Source source = new Source(raw).fact("date", FieldValue.of(date)).fact("currency", currency)
                .fact("due-date", date(RawValues.date(raw, "header", "duedate")))
                .fact("performance-date", date(RawValues.date(raw, "header", "performancedate")))
                .fact("including-vat", FieldValue.of(including))
                .fact("credit", FieldValue.of(totalIncluding.signum() < 0))
                .fact("vat-duty", vatDuty(raw, country))
                .fact("payment-condition", payment.condition(customer.content(), date,
                        RawValues.date(raw, "header", "duedate"), raw.textAt("header", "paymentmethod")))
                .fact("payment-method", method.code())
                .fact("collect", method.collect() == null ? null : FieldValue.of(method.collect()))
                .fact("remark", remark(raw)).fact("delivery-address", deliveryAddress(raw, customer, dimensionType))
                .part("lines", lines);
        AfasElement document = mapping.fill(
                kind == DocumentKind.ORDER ? Target.ORDER : Target.DIRECT_INVOICE, source,
                SettingValues.of(settings, office), trace);
        return new InvoiceUpdate(kind, office.administration(), invoice.key().toString(), null, date, currency,
                isFinal(raw), totalIncluding, totalExcluding, debtor, items, document);
    }

    /** Whether it is final; a concept can still change. */
    public static boolean isFinal(XmlElement raw) {
        return "final".equals(raw.textAt("header", "status"));
    }

    /** The VAT codes its lines name. */
    public static SortedSet<String> vatCodes(XmlElement raw) {
        return lines(raw).stream().map(line -> line.textAt("vatcode")).filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Source line(XmlElement raw, boolean including, String country, Totals totals, SortedSet<String> items) {
        String article = RawValues.required(raw, "article");
        String description = raw.textAt("description");
        if (article.equals(TEXT)) {
            return text(raw, description);
        }
        BigDecimal units = Objects.requireNonNullElse(RawValues.number(raw, "units"), BigDecimal.ONE);
        BigDecimal quantity = RawValues.requiredNumber(raw, "quantity").multiply(units);
        if (quantity.signum() == 0) {
            // A line that sells nothing says something all the same; AFAS orders nothing by it.
            return text(raw, description);
        }
        String item = article.equals(ONE_OFF)
                ? settings.oneOffItem()
                : ItemCodes.of(article, raw.textAt("subarticle"));
        items.add(item);
        BigDecimal price = Totals.price(raw, including);
        String vatCode = raw.textAt("vatcode");
        totals.add(vatCode, quantity, price);
        Source line = new Source(raw).fact("kind", "item").fact("item-code", item).fact("description", description)
                .fact("unit", settings.unit()).fact("quantity", FieldValue.of(plain(quantity)))
                .fact("unit-price", FieldValue.of(plain(price)))
                .fact("vat-rate-group", vatCode == null ? null : vat.rateGroup(vatCode, country));
        return allocation.on(line, raw);
    }

    private Source text(XmlElement raw, @Nullable String description) {
        return new Source(raw).fact("kind", "text").fact("text-item-code", settings.textItem())
                .fact("description", description).fact("unit", NO_UNIT).fact("quantity", FieldValue.of(BigDecimal.ONE));
    }

    /** The duty of the document is that of the first line that has one. */
    private @Nullable String vatDuty(XmlElement raw, String country) {
        return lines(raw).stream().filter(line -> line.textAt("vatcode") != null)
                .map(line -> vat.duty(line.textAt("vatcode"), country)).filter(Objects::nonNull).findFirst()
                .orElse(null);
    }

    private static @Nullable String remark(XmlElement raw) {
        String text = Stream.of(raw.textAt("header", "headertext"), raw.textAt("header", "footertext"))
                .filter(Objects::nonNull).collect(Collectors.joining("\n\n"));
        return text.isEmpty() ? null : text;
    }

    /** In words, where the invoice is delivered to another address than it is sent to. */
    private static @Nullable String deliveryAddress(XmlElement raw, SourceRecord customer,
            @Nullable XmlElement dimensionType) {
        String id = raw.textAt("header", "deliveraddressnumber");
        if (id == null || id.equals(raw.textAt("header", "invoiceaddressnumber"))) {
            return null;
        }
        return CustomerMapper.addresses(customer.content(), dimensionType).stream()
                .filter(address -> address.id().equals(id)).findFirst().map(CustomerAddress::inOneLine).orElse(null);
    }

    private static String currency(XmlElement raw) {
        String currency = RawValues.required(raw, "header", "currency");
        if (!currency.matches("[A-Z]{3}")) {
            throw Unmappable.of(FailureCode.CURRENCY_UNKNOWN, Map.of("currency",
                    currency.length() > 10 ? currency.substring(0, 10) : currency));
        }
        return currency;
    }

    private static List<XmlElement> lines(XmlElement raw) {
        XmlElement lines = raw.child("lines");
        return lines == null ? List.of() : lines.children("line");
    }

    private static @Nullable FieldValue date(@Nullable LocalDate date) {
        return date == null ? null : FieldValue.of(date);
    }

    /** Without zeros behind the last digit, never in scientific notation. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
