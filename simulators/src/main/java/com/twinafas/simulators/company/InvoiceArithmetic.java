package com.twinafas.simulators.company;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import com.twinafas.simulators.company.SalesInvoice.Line;
import com.twinafas.simulators.company.SalesInvoice.VatLine;

/**
 * Totals as Twinfield computes them: each line has its own rounded VAT, but the VAT of the invoice is computed by code
 * over the sum of its lines, rounded half up, so that both can differ by a cent.
 */
public final class InvoiceArithmetic {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private InvoiceArithmetic() {
    }

    /** The invoice with the values of its lines, its VAT lines and totals. */
    public static SalesInvoice totalled(Office office, SalesInvoice invoice) {
        boolean including = office.invoiceType(invoice.type()).including();
        List<Line> lines = new ArrayList<>();
        Map<String, BigDecimal> turnover = new LinkedHashMap<>();
        for (Line line : invoice.lines()) {
            if (line.isText()) {
                lines.add(line);
                continue;
            }
            BigDecimal value = cents(line.quantity().multiply(line.price()));
            BigDecimal percentage = office.vatCode(line.vatCode()).on(invoice.date());
            BigDecimal vat = including ? vatWithin(value, percentage) : vatOn(value, percentage);
            lines.add(
                    including ? line.valued(value.subtract(vat), vat, value) : line.valued(value, vat, value.add(vat)));
            turnover.merge(line.vatCode(), value, BigDecimal::add);
        }
        BiFunction<BigDecimal, BigDecimal, BigDecimal> vatOf = including
                ? InvoiceArithmetic::vatWithin
                : InvoiceArithmetic::vatOn;
        List<VatLine> vatLines = new ArrayList<>();
        turnover.forEach((code, sum) -> {
            BigDecimal percentage = office.vatCode(code).on(invoice.date());
            BigDecimal vat = vatOf.apply(sum, percentage);
            vatLines.add(new VatLine(code, percentage, including ? sum.subtract(vat) : sum, vat));
        });
        BigDecimal excluding = vatLines.stream().map(VatLine::turnover).reduce(cents(BigDecimal.ZERO), BigDecimal::add);
        BigDecimal vat = vatLines.stream().map(VatLine::vat).reduce(cents(BigDecimal.ZERO), BigDecimal::add);
        return invoice.with(lines, vatLines, excluding, excluding.add(vat));
    }

    /** Rounded half up to two decimals. */
    public static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal vatOn(BigDecimal value, BigDecimal percentage) {
        return cents(value.multiply(percentage).movePointLeft(2));
    }

    private static BigDecimal vatWithin(BigDecimal value, BigDecimal percentage) {
        return value.multiply(percentage).divide(HUNDRED.add(percentage), 2, RoundingMode.HALF_UP);
    }
}
