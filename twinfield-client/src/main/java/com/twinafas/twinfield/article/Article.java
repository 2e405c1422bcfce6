package com.twinafas.twinfield.article;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.value.Coded;
import com.twinafas.twinfield.value.Fields;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * An article; what is sold are its lines, the sub-articles.
 *
 * @param type       normal, discount or premium
 * @param percentage whether the line's price is a percentage; discounts and premiums only
 */
public record Article(@Nullable Coded office, String code, @Nullable String status, @Nullable String type,
        @Nullable String name, @Nullable String shortName, @Nullable String unitNameSingular,
        @Nullable String unitNamePlural, @Nullable Coded vatCode, @Nullable Boolean allowChangeVatCode,
        @Nullable String performanceType, @Nullable Boolean allowChangePerformanceType, @Nullable Boolean percentage,
        @Nullable Boolean allowDiscountOrPremium, @Nullable Boolean allowChangeUnitsPrice,
        @Nullable Boolean allowDecimalQuantity, List<Line> lines) {

    private static final int FREE_TEXTS = 6;

    /**
     * A sub-article.
     *
     * @param freeTexts from 1: ledger, cost centre, project or nothing; null where empty
     */
    public record Line(@Nullable String id, @Nullable Boolean inUse, @Nullable String status,
            @Nullable BigDecimal unitsPriceExcluding, @Nullable BigDecimal unitsPriceIncluding,
            @Nullable Integer units, @Nullable String name, @Nullable String shortName, @Nullable String subCode,
            List<@Nullable Coded> freeTexts) {

        /** The ledger its sales are booked on. */
        public @Nullable Coded ledger() {
            return freeTexts.get(0);
        }

        public @Nullable Coded costCentre() {
            return freeTexts.get(1);
        }
    }

    /** @param element {@code article} */
    public static Article of(XmlElement element) {
        Fields fields = Fields.of(element);
        Fields header = fields.at("header");
        return new Article(header.coded("office"), header.required("code"), header.attribute("status"),
                header.text("type"), header.text("name"), header.text("shortname"), header.text("unitnamesingular"),
                header.text("unitnameplural"), header.coded("vatcode"), header.flag("allowchangevatcode"),
                header.text("performancetype"), header.flag("allowchangeperformancetype"), header.flag("percentage"),
                header.flag("allowdiscountorpremium"), header.flag("allowchangeunitsprice"),
                header.flag("allowdecimalquantity"), fields.each("lines", "line", Article::line));
    }

    private static Line line(Fields line) {
        List<@Nullable Coded> freeTexts = new ArrayList<>();
        for (int i = 1; i <= FREE_TEXTS; i++) {
            freeTexts.add(line.coded("freetext" + i));
        }
        return new Line(line.attribute("id"), line.flagAttribute("inuse"), line.attribute("status"),
                line.amount("unitspriceexcl"), line.amount("unitspriceinc"), line.whole("units"), line.text("name"),
                line.text("shortname"), line.text("subcode"), java.util.Collections.unmodifiableList(freeTexts));
    }
}
