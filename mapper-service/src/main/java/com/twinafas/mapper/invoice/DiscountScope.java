package com.twinafas.mapper.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.twinafas.mapper.article.ArticleRole;
import com.twinafas.mapper.invoice.SalesLine.Priced;

/**
 * Discount lines of one VAT rate and the lines they are for: those above that have the rate and allow discounts.
 *
 * @param discounts places of the discount lines
 * @param places    of the lines they are for
 * @param discount  what is taken off, of the same sign as the amounts
 * @param amounts   of the lines they are for
 */
record DiscountScope(List<Integer> discounts, List<Integer> places, BigDecimal discount, List<BigDecimal> amounts) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal CENT = new BigDecimal("0.01");

    /** One for each rate whose discounts can be spread; a discount of more than its lines' amounts cannot. */
    static List<DiscountScope> of(List<SalesLine> lines) {
        Map<String, List<Integer>> byRate = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i) instanceof Priced line && line.role() == ArticleRole.DISCOUNT) {
                byRate.computeIfAbsent(line.vat().group(), rate -> new ArrayList<>()).add(i);
            }
        }
        return byRate.values().stream().map(discounts -> of(lines, discounts)).filter(DiscountScope::canBeSpread)
                .toList();
    }

    private static DiscountScope of(List<SalesLine> lines, List<Integer> discounts) {
        BigDecimal discount = discounts.stream().map(place -> ((Priced) lines.get(place)).net())
                .reduce(BigDecimal.ZERO, BigDecimal::add).negate();
        String rate = ((Priced) lines.get(discounts.getFirst())).vat().group();
        List<Integer> places = IntStream.range(0, lines.size()).filter(i -> isFor(lines.get(i), rate, discount)).boxed()
                .toList();
        List<Integer> above = places.stream().filter(place -> place < discounts.getFirst()).toList();
        List<Integer> chosen = above.isEmpty() ? places : above;
        return new DiscountScope(discounts, chosen, discount,
                chosen.stream().map(place -> ((Priced) lines.get(place)).net()).toList());
    }

    private static boolean isFor(SalesLine line, String rate, BigDecimal discount) {
        return line instanceof Priced priced && priced.discountable() && priced.vat().group().equals(rate)
                && (priced.role() == ArticleRole.GOODS || priced.role() == ArticleRole.SHIPPING)
                && priced.net().signum() == discount.signum() && discount.signum() != 0;
    }

    private boolean canBeSpread() {
        return !places.isEmpty() && discount.abs().compareTo(amount().abs()) <= 0;
    }

    BigDecimal amount() {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What part of the amounts is taken off, in hundredths of a percent. */
    BigDecimal percentage() {
        return percentage(discount, amount());
    }

    static BigDecimal percentage(BigDecimal part, BigDecimal whole) {
        return part.multiply(HUNDRED).divide(whole, 2, RoundingMode.HALF_UP);
    }

    /**
     * The discount of each line, adding up to the very cent: each gets its part rounded towards zero, those that lost
     * most by that get the cents that are left.
     */
    List<BigDecimal> shares() {
        List<BigDecimal> exact = amounts.stream()
                .map(amount -> discount.multiply(amount).divide(amount(), 12, RoundingMode.HALF_UP)).toList();
        List<BigDecimal> shares = new ArrayList<>(
                exact.stream().map(one -> one.setScale(2, RoundingMode.DOWN)).toList());
        List<Integer> mostLost = IntStream.range(0, shares.size()).boxed()
                .sorted(Comparator.comparing((Integer i) -> exact.get(i).subtract(shares.get(i)).abs()).reversed())
                .toList();
        BigDecimal left = discount.subtract(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        BigDecimal cent = CENT.multiply(BigDecimal.valueOf(left.signum()));
        for (int i = 0; left.signum() != 0; i++) {
            shares.set(mostLost.get(i), shares.get(mostLost.get(i)).add(cent));
            left = left.subtract(cent);
        }
        return shares;
    }
}
