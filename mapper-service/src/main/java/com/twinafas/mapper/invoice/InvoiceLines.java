package com.twinafas.mapper.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.article.ArticleRole;
import com.twinafas.mapper.article.Articles;
import com.twinafas.mapper.article.ItemCodes;
import com.twinafas.mapper.invoice.SalesLine.LineVat;
import com.twinafas.mapper.record.RawValues;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.mapper.vat.VatRates;
import com.twinafas.mapper.vat.VatTable;
import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.SalesSettings.LineKind;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.twinfield.xml.XmlElement;

/** Reads the lines of invoices: text, goods, shipping, discounts and surcharges, and what each counts for. */
final class InvoiceLines {

    /** AFAS's unit of lines that have none (afas-api §3.4). */
    static final String NO_UNIT = "*****";

    private static final String ONE_OFF = "0";
    private static final String TEXT = "-";
    /** Less is a matter of rounding, not a discount. */
    private static final BigDecimal LEAST_DISCOUNT = new BigDecimal("0.02");

    private final MappingSettings settings;
    private final VatTable vat;
    private final Articles articles;
    private final ItemCodes codes;

    InvoiceLines(MappingSettings settings, VatTable vat) {
        this.settings = settings;
        this.vat = vat;
        this.articles = new Articles(settings);
        this.codes = new ItemCodes(settings.sales().items());
    }

    /**
     * What the lines of one invoice are read with.
     *
     * @param country  ISO alpha-2 of the customer
     * @param vatCodes the reference record of a VAT code; null when there is none
     * @param articles the record of an article; null when it is not known
     */
    record Basis(LocalDate date, String country, Totals totals, Function<String, @Nullable XmlElement> vatCodes,
            Function<String, @Nullable XmlElement> articles) {
    }

    List<SalesLine> read(XmlElement invoice, Basis basis) {
        return raw(invoice).stream().map(line -> line(line, basis)).toList();
    }

    /** The lines as they are in Twinfield. */
    static List<XmlElement> raw(XmlElement invoice) {
        XmlElement lines = invoice.child("lines");
        return lines == null ? List.of() : lines.children("line");
    }

    /** Whether the code is that of an article, not Twinfield's word for a text or a one-off. */
    static boolean isArticle(String code) {
        return !code.equals(TEXT) && !code.equals(ONE_OFF);
    }

    private SalesLine line(XmlElement raw, Basis basis) {
        String article = RawValues.required(raw, "article");
        String description = raw.textAt("description");
        if (article.equals(TEXT)) {
            return new SalesLine.Text(raw, description);
        }
        XmlElement record = isArticle(article) ? basis.articles().apply(article) : null;
        ArticleRole role = articles.role(article, record);
        BigDecimal units = Objects.requireNonNullElse(RawValues.number(raw, "units"), BigDecimal.ONE);
        BigDecimal quantity = RawValues.requiredNumber(raw, "quantity").multiply(units);
        if (quantity.signum() == 0) {
            // A line that sells nothing says something all the same; AFAS orders nothing by it.
            return new SalesLine.Text(raw, description);
        }
        String vatCode = raw.textAt("vatcode");
        LineVat lineVat = vatCode == null ? LineVat.none(null) : vat(vatCode, basis);
        SalesLine.Priced line = new SalesLine.Priced(raw, role, articles.kind(role), item(article, role, raw),
                description, articles.unit(record), quantity, basis.totals().price(raw), lineVat,
                !"false".equals(raw.textAt("allowdiscountorpremium")), BigDecimal.ZERO, null, false);
        BigDecimal value = RawValues.number(raw, basis.totals().withVat() ? "valueinc" : "valueexcl");
        SalesLine.Priced counted = value == null ? line : counted(line, SalesLine.cents(value));
        return counted.kind() == LineKind.COST ? asCost(counted) : counted;
    }

    private String item(String article, ArticleRole role, XmlElement raw) {
        if (!isArticle(article)) {
            return settings.oneOffItem();
        }
        String shared = articles.sharedItem(role);
        return shared == null ? codes.of(article, raw.textAt("subarticle")) : shared;
    }

    /** A line counts for what Twinfield says: a discount's price may be a percentage, goods may count for less. */
    private static SalesLine.Priced counted(SalesLine.Priced line, BigDecimal value) {
        BigDecimal less = line.gross().subtract(value);
        if (line.role() == ArticleRole.DISCOUNT || line.role() == ArticleRole.PREMIUM) {
            return less.signum() == 0 ? line : priced(line, BigDecimal.ONE, value);
        }
        boolean isDiscount = less.abs().compareTo(LEAST_DISCOUNT) >= 0 && less.signum() == line.gross().signum()
                && less.abs().compareTo(line.gross().abs()) <= 0;
        return isDiscount ? line.taking(less) : line;
    }

    /** Costs have no unit and are one or minus one. */
    private static SalesLine.Priced asCost(SalesLine.Priced line) {
        BigDecimal one = BigDecimal.valueOf(line.quantity().signum());
        return priced(line, one, line.gross().multiply(one)).taking(line.taken());
    }

    private static SalesLine.Priced priced(SalesLine.Priced line, BigDecimal quantity, BigDecimal price) {
        return new SalesLine.Priced(line.raw(), line.role(), line.kind(), line.item(), line.description(),
                line.kind() == LineKind.COST ? NO_UNIT : line.unit(), quantity, price, line.vat(), line.discountable(),
                BigDecimal.ZERO, null, false);
    }

    private LineVat vat(String code, Basis basis) {
        String rateGroup = vat.rateGroup(code, basis.country());
        XmlElement record = basis.vatCodes().apply(code);
        BigDecimal percentage = record == null ? null : VatRates.percentage(record, basis.date());
        if (percentage == null) {
            throw Unmappable.of(FailureCode.VAT_RATE_UNKNOWN,
                    Map.of("vatcode", code, "date", basis.date().toString()));
        }
        return new LineVat(code, rateGroup, percentage);
    }
}
