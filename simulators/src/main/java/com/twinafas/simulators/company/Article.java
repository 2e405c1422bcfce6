package com.twinafas.simulators.company;

import java.math.BigDecimal;
import java.util.List;

/**
 * An article of the classic invoicing module (twinfield-api §4.3). Has no time of change.
 *
 * @param type            {@code normal}, {@code discount} or {@code premium}
 * @param percentage      whether the price of a discount or premium is a percentage
 * @param performanceType empty, {@code goods} or {@code services}
 */
public record Article(String code, String type, RecordStatus status, String name, String shortName, String unitSingular,
        String unitPlural, String vatCode, boolean vatCodeChangeable, String performanceType, boolean percentage,
        boolean discountAllowed, boolean priceChangeable, boolean decimalQuantity, List<SubArticle> subArticles) {

    public Article {
        subArticles = List.copyOf(subArticles);
    }

    /**
     * What is really sold.
     *
     * @param code empty only when the article has one sub-article
     */
    public record SubArticle(int id, String code, String name, String shortName, BigDecimal priceExcluding,
            BigDecimal priceIncluding, int units, String ledger, String costCentre, boolean inUse) {

        public SubArticle withPrices(BigDecimal excluding, BigDecimal including) {
            return new SubArticle(id, code, name, shortName, excluding, including, units, ledger, costCentre, inUse);
        }
    }

    public Article withCode(String changed) {
        return new Article(changed, type, status, name, shortName, unitSingular, unitPlural, vatCode, vatCodeChangeable,
                performanceType, percentage, discountAllowed, priceChangeable, decimalQuantity, subArticles);
    }

    public Article withName(String changed) {
        return new Article(code, type, status, changed, shortName, unitSingular, unitPlural, vatCode, vatCodeChangeable,
                performanceType, percentage, discountAllowed, priceChangeable, decimalQuantity, subArticles);
    }

    public Article withStatus(RecordStatus changed) {
        return new Article(code, type, changed, name, shortName, unitSingular, unitPlural, vatCode, vatCodeChangeable,
                performanceType, percentage, discountAllowed, priceChangeable, decimalQuantity, subArticles);
    }

    public Article withSubArticles(List<SubArticle> changed) {
        return new Article(code, type, status, name, shortName, unitSingular, unitPlural, vatCode, vatCodeChangeable,
                performanceType, percentage, discountAllowed, priceChangeable, decimalQuantity, changed);
    }
}
