package com.twinafas.twinfield.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.value.Coded;
import com.twinafas.twinfield.value.Fields;
import com.twinafas.twinfield.value.Period;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * A sales invoice. Nothing in it says when it was changed.
 *
 * @param invoiceAddress  id of the customer's address
 * @param deliveryAddress id of the customer's address
 * @param status          concept or final; a final one never changes
 * @param booking         the booked transaction; only when final
 */
public record SalesInvoice(@Nullable Coded office, String invoiceType, String number, @Nullable LocalDate date,
        @Nullable LocalDate dueDate, @Nullable LocalDate performanceDate, @Nullable Coded bank,
        @Nullable String invoiceAddress, @Nullable String deliveryAddress, String customer, @Nullable Period period,
        @Nullable Coded currency, String status, @Nullable String paymentMethod, @Nullable String headerText,
        @Nullable String footerText, List<Line> lines, List<VatLine> vatLines, @Nullable BigDecimal totalIncluding,
        @Nullable BigDecimal totalExcluding, @Nullable Booking booking) {

    /** Article code of a one-off article with its own description. */
    public static final String ONE_OFF_ARTICLE = "0";
    /** Article code of a line that is only text. */
    public static final String TEXT_ONLY = "-";

    /**
     * A line.
     *
     * @param unitsPriceExcluding or including VAT: which one there is depends on the invoice type
     * @param ledger              {@code dim1}
     * @param costCentre          {@code dim2}
     */
    public record Line(@Nullable String id, @Nullable String article, @Nullable String subArticle,
            @Nullable BigDecimal quantity, @Nullable BigDecimal units, @Nullable Boolean allowDiscountOrPremium,
            @Nullable String description, @Nullable BigDecimal unitsPriceExcluding,
            @Nullable BigDecimal unitsPriceIncluding, @Nullable String freeText1, @Nullable String freeText2,
            @Nullable String freeText3, @Nullable Coded ledger, @Nullable Coded costCentre, @Nullable Coded vatCode,
            @Nullable String performanceType, @Nullable LocalDate performanceDate, @Nullable BigDecimal excluding,
            @Nullable BigDecimal vat, @Nullable BigDecimal including) {
    }

    /** VAT of one code. */
    public record VatLine(@Nullable Coded vatCode, @Nullable BigDecimal vat, @Nullable String performanceType,
            @Nullable LocalDate performanceDate) {
    }

    /** Where the invoice is booked. */
    public record Booking(String daybook, String number) {
    }

    /** @param element {@code salesinvoice} */
    public static SalesInvoice of(XmlElement element) {
        Fields fields = Fields.of(element);
        Fields header = fields.at("header");
        Fields booking = fields.at("financials");
        String daybook = booking.text("code");
        return new SalesInvoice(header.coded("office"), header.required("invoicetype"),
                header.required("invoicenumber"), header.date("invoicedate"), header.date("duedate"),
                header.date("performancedate"), header.coded("bank"), header.text("invoiceaddressnumber"),
                header.text("deliveraddressnumber"), header.required("customer"), header.period("period"),
                header.coded("currency"), header.required("status"), header.text("paymentmethod"),
                header.text("headertext"), header.text("footertext"),
                fields.each("lines", "line", SalesInvoice::line),
                fields.each("vatlines", "vatline",
                        line -> new VatLine(line.coded("vatcode"), line.amount("vatvalue"),
                                line.text("performancetype"), line.date("performancedate"))),
                fields.amount("totals", "valueinc"), fields.amount("totals", "valueexcl"),
                daybook == null ? null : new Booking(daybook, booking.required("number")));
    }

    private static Line line(Fields line) {
        return new Line(line.attribute("id"), line.text("article"), line.text("subarticle"), line.amount("quantity"),
                line.amount("units"), line.flag("allowdiscountorpremium"), line.text("description"),
                line.amount("unitspriceexcl"), line.amount("unitspriceinc"), line.text("freetext1"),
                line.text("freetext2"), line.text("freetext3"), line.coded("dim1"), line.coded("dim2"),
                line.coded("vatcode"), line.text("performancetype"), line.date("performancedate"),
                line.amount("valueexcl"), line.amount("vatvalue"), line.amount("valueinc"));
    }
}
