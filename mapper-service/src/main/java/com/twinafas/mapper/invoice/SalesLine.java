package com.twinafas.mapper.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.article.ArticleRole;
import com.twinafas.pipeline.settings.SalesSettings.LineKind;
import com.twinafas.twinfield.xml.XmlElement;

/** A line of an invoice as it is to stand in AFAS. */
sealed interface SalesLine {

    /** Twinfield's line; an empty one where Twinfield has none. */
    XmlElement raw();

    /** Only words. */
    record Text(XmlElement raw, @Nullable String description) implements SalesLine {
    }

    /**
     * Something with a price.
     *
     * @param price        of one unit, with VAT when the invoice's prices are
     * @param discountable whether Twinfield's discounts count for it
     * @param taken        discount in money over the whole line, of the same sign as its amount
     * @param percentage   as which that discount is sent; null sends the money
     * @param inInvoiceDiscount whether the percentage on the whole document counts for it
     */
    record Priced(XmlElement raw, ArticleRole role, LineKind kind, String item, @Nullable String description,
            String unit, BigDecimal quantity, BigDecimal price, LineVat vat, boolean discountable, BigDecimal taken,
            @Nullable BigDecimal percentage, boolean inInvoiceDiscount) implements SalesLine {

        private static final int AMOUNT_DECIMALS = 10;

        /** Quantity times price, in cents. */
        BigDecimal gross() {
            return cents(quantity.multiply(price));
        }

        /** What Twinfield counts the line for. */
        BigDecimal net() {
            return gross().subtract(taken);
        }

        /** With a discount, as an amount. */
        Priced taking(BigDecimal amount) {
            return new Priced(raw, role, kind, item, description, unit, quantity, price, vat, discountable, amount,
                    null, inInvoiceDiscount);
        }

        /** With the same discount, sent as a percentage. */
        Priced sentAs(BigDecimal discountPercentage) {
            return new Priced(raw, role, kind, item, description, unit, quantity, price, vat, discountable, taken,
                    discountPercentage, inInvoiceDiscount);
        }

        /** With the document's percentage counting for it. */
        Priced inDiscount() {
            return new Priced(raw, role, kind, item, description, unit, quantity, price, vat, discountable, taken,
                    percentage, true);
        }

        /**
         * The discount of one unit ({@code ARDc}): AFAS's own examples give 10 % of 5 units of 60 as 6, and the field has
         * as many decimals as a price.
         */
        BigDecimal takenOfOne() {
            return taken.divide(quantity, AMOUNT_DECIMALS, RoundingMode.HALF_UP);
        }
    }

    /**
     * VAT of a line.
     *
     * @param code       Twinfield's; null bears none
     * @param rateGroup  AFAS's; null leaves it to the item
     * @param percentage in force on the invoice date
     */
    record LineVat(@Nullable String code, @Nullable String rateGroup, BigDecimal percentage) {

        /** Bears none. */
        static LineVat none(@Nullable String rateGroup) {
            return new LineVat(null, rateGroup, BigDecimal.ZERO);
        }

        /** What AFAS adds up together. */
        String group() {
            return (rateGroup == null ? "code " + code : rateGroup) + "/"
                    + percentage.stripTrailingZeros().toPlainString();
        }
    }

    /** Rounded half up. */
    static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }
}
