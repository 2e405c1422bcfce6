package com.twinafas.pipeline.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How articles and the lines of invoices land in AFAS.
 *
 * @param items     AFAS items of Twinfield articles
 * @param shipping  lines that are shipping costs
 * @param discounts discounts and surcharges
 * @param totals    how AFAS adds up, and what makes up for cents
 * @param rates     fixed exchange rates by currency, AFAS's way round: units of the currency for one of the base
 *                  currency; without one AFAS uses its own of the day
 * @param deliveryAddressNumbers whether a document names its delivery address by number ({@code DlAd}) where AFAS knows
 *                  it; where it does not, or with false, it is there in words
 */
public record SalesSettings(@Valid @DefaultValue Items items, @Valid @DefaultValue Shipping shipping,
        @Valid @DefaultValue Discounts discounts, @Valid @DefaultValue Totals totals,
        @DefaultValue Map<String, BigDecimal> rates, @DefaultValue("true") boolean deliveryAddressNumbers) {

    /**
     * AFAS items of Twinfield articles.
     *
     * @param code      how article and sub-article make an item code
     * @param separator between article and sub-article
     * @param units     AFAS unit by Twinfield's name of one unit, for example {@code uur: Uur}
     */
    public record Items(@NotNull @DefaultValue("combined") CodeRule code, @NotNull @DefaultValue("-") String separator,
            @DefaultValue Map<String, String> units) {
    }

    /** How the code of a Twinfield article and of its sub-article make the code of an AFAS item. */
    public enum CodeRule {
        /** Article and sub-article, but only once what both say, and the article alone where that is all. */
        COMBINED,
        /** Article and sub-article wherever there is one. */
        ALWAYS_COMBINED,
        /** The article alone: all its sub-articles are one item. */
        ARTICLE,
        /** The sub-article alone, the article where there is none. */
        SUB_ARTICLE
    }

    /** What kind of line in AFAS. */
    public enum LineKind {
        /** {@code VaIt} 2. */
        ARTICLE,
        /** {@code VaIt} 6. */
        COST
    }

    /**
     * Lines that are shipping costs.
     *
     * @param articles Twinfield articles whose lines they are
     * @param as       how they land in AFAS
     * @param item     AFAS item of these lines; without one the article's own
     * @param methods  shipping method by article, or by {@code article/sub-article}
     * @param methodField field of the document for it, for example {@code TrPt}; a mapping can have it without
     */
    public record Shipping(@DefaultValue Set<String> articles, @NotNull @DefaultValue("article") LineKind as,
            @Nullable String item, @DefaultValue Map<String, String> methods, @Nullable String methodField) {
    }

    /**
     * Discounts and surcharges: lines of Twinfield's discount and premium articles, and lines that count for less than
     * quantity times price.
     *
     * @param articles Twinfield articles that are discounts, beside those that Twinfield itself calls so
     * @param as       how discounts land in AFAS; surcharges always are lines of their own
     * @param item     AFAS item of the lines of their own; without one the article's own
     * @param itemKind of that item
     */
    public record Discounts(@DefaultValue Set<String> articles, @NotNull @DefaultValue("line") DiscountForm as,
            @Nullable String item, @NotNull @DefaultValue("article") LineKind itemKind) {
    }

    /** Where a discount stands in AFAS. */
    public enum DiscountForm {
        /** On a line of its own. */
        LINE,
        /** As a percentage on the lines it is for ({@code PRDc}), where that comes out right. */
        LINE_PERCENTAGE,
        /** As an amount on the lines it is for ({@code ARDc}). */
        LINE_AMOUNT,
        /** As a percentage on the whole document ({@code InPc}), where that comes out right. */
        INVOICE_PERCENTAGE
    }

    /**
     * How AFAS adds up, and what makes up for cents.
     *
     * @param vatRounding       where AFAS rounds VAT, as its sales settings say
     * @param roundingItem      AFAS item of a line that makes the total equal to Twinfield's; none by default
     * @param roundingRateGroup {@code VaRc} of that line, one without VAT; without one the item's own
     */
    public record Totals(@NotNull @DefaultValue("rate-group") VatRounding vatRounding, @Nullable String roundingItem,
            @Nullable String roundingRateGroup) {
    }

    /** Where VAT is rounded. */
    public enum VatRounding {
        /** Over the sum of all lines of a rate group. */
        RATE_GROUP,
        /** On each line. */
        LINE
    }
}
