package com.twinafas.simulators.afas.writing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.twinafas.simulators.afas.books.OrderLine;
import com.twinafas.simulators.afas.books.Totals;
import com.twinafas.simulators.afas.books.Values;
import com.twinafas.simulators.afas.setup.AfasSetup;

/** AFAS's own arithmetic: amounts of lines, discounts, and VAT by rate group. Everything is rounded to cents, half up. */
public record OrderArithmetic(AfasSetup setup, Rounding rounding) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Where VAT is rounded. */
    public enum Rounding {
        BY_LINE,
        BY_RATE_GROUP
    }

    /** Quantity times price. */
    static BigDecimal gross(Map<String, String> line) {
        return cents(number(line, "QuUn").multiply(number(line, "Upri")));
    }

    /**
     * The line's own discount: a percentage ({@code PRDc}), or the amount of one unit ({@code ARDc}) when that is given
     * by hand ({@code MaAD}). That the amount is of one unit is read from AFAS's own examples: 10 % on 5 units of 60 is
     * 6 there, 5 % on 5 units of 200 is 10; and the field has a price's decimals.
     */
    static BigDecimal discount(Map<String, String> line) {
        if (!allows(line, "2")) {
            return cents(BigDecimal.ZERO);
        }
        if (Values.yes(line.getOrDefault("MaAD", ""))) {
            return cents(number(line, "QuUn").multiply(number(line, "ARDc")));
        }
        return percent(gross(line), number(line, "PRDc"));
    }

    /** Whether a kind of discount counts: {@code VaAD} 0 is both, 1 the document's, 2 the line's, 3 none. */
    private static boolean allows(Map<String, String> line, String kind) {
        String allowed = line.getOrDefault("VaAD", "0");
        return allowed.equals("0") || allowed.equals(kind);
    }

    /** The totals of an order whose lines are known. */
    Totals totals(Map<String, String> order, List<OrderLine> lines) {
        boolean inclusive = Values.yes(order.getOrDefault("InVa", ""));
        boolean charged = setup.vatDuty(order.getOrDefault("VaDu", "")).map(AfasSetup.VatDuty::charged).orElse(true);
        BigDecimal invoiceDiscount = number(order, "InPc");
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal afterDiscount = BigDecimal.ZERO;
        BigDecimal vatByLine = BigDecimal.ZERO;
        Map<String, BigDecimal> byGroup = new TreeMap<>();
        for (OrderLine line : lines) {
            BigDecimal amount = allows(line.fields(), "1")
                    ? line.total().subtract(percent(line.total(), invoiceDiscount))
                    : line.total();
            gross = gross.add(line.gross());
            afterDiscount = afterDiscount.add(amount);
            vatByLine = vatByLine.add(vat(amount, line.field("VaRc"), inclusive, charged));
            byGroup.merge(line.field("VaRc"), amount, BigDecimal::add);
        }
        BigDecimal vat = rounding == Rounding.BY_LINE
                ? vatByLine
                : byGroup.entrySet().stream().map(group -> vat(group.getValue(), group.getKey(), inclusive, charged))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal net = inclusive ? afterDiscount.subtract(vat) : afterDiscount;
        return new Totals(cents(gross), cents(gross.subtract(afterDiscount)), cents(net), cents(vat),
                cents(net.add(vat)));
    }

    private BigDecimal vat(BigDecimal amount, String group, boolean inclusive, boolean charged) {
        BigDecimal rate = charged ? setup.vatGroups().getOrDefault(group, BigDecimal.ZERO) : BigDecimal.ZERO;
        return inclusive
                ? amount.multiply(rate).divide(HUNDRED.add(rate), 2, RoundingMode.HALF_UP)
                : percent(amount, rate);
    }

    private static BigDecimal percent(BigDecimal amount, BigDecimal percentage) {
        return amount.multiply(percentage).divide(HUNDRED, 2, RoundingMode.HALF_UP);
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal number(Map<String, String> fields, String name) {
        return Values.number(fields.getOrDefault(name, ""));
    }
}
