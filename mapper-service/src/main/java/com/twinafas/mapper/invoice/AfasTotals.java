package com.twinafas.mapper.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.invoice.SalesLine.Priced;
import com.twinafas.pipeline.settings.SalesSettings.VatRounding;

/**
 * What AFAS will make of a draft by its own arithmetic: each line in cents, its discount, the document's discount, then
 * VAT by line or by rate group.
 *
 * @param rates how many VAT rates it has, at least one
 */
record AfasTotals(BigDecimal excluding, BigDecimal including, int rates) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** @param withVat whether prices include VAT */
    static AfasTotals of(Draft draft, boolean withVat, VatRounding rounding) {
        BigDecimal amounts = SalesLine.cents(BigDecimal.ZERO);
        BigDecimal vatByLine = amounts;
        Map<String, Group> groups = new TreeMap<>();
        for (Priced line : draft.priced().toList()) {
            BigDecimal amount = amount(line, draft.invoiceDiscount());
            BigDecimal percentage = line.vat().percentage();
            amounts = amounts.add(amount);
            vatByLine = vatByLine.add(vat(amount, percentage, withVat));
            groups.merge(line.vat().group(), new Group(amount, percentage), Group::and);
        }
        BigDecimal vat = rounding == VatRounding.LINE
                ? vatByLine
                : groups.values().stream().map(group -> vat(group.amount(), group.percentage(), withVat))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new AfasTotals(withVat ? amounts.subtract(vat) : amounts, withVat ? amounts : amounts.add(vat),
                Math.max(1, groups.size()));
    }

    private static BigDecimal amount(Priced line, @Nullable BigDecimal invoiceDiscount) {
        BigDecimal percentage = line.percentage();
        BigDecimal net = percentage == null
                ? line.net()
                : line.gross().subtract(percent(line.gross(), percentage));
        return invoiceDiscount == null || !line.inInvoiceDiscount()
                ? net
                : net.subtract(percent(net, invoiceDiscount));
    }

    static BigDecimal percent(BigDecimal amount, BigDecimal percentage) {
        return amount.multiply(percentage).divide(HUNDRED, 2, RoundingMode.HALF_UP);
    }

    private static BigDecimal vat(BigDecimal amount, BigDecimal percentage, boolean withVat) {
        return withVat
                ? amount.multiply(percentage).divide(HUNDRED.add(percentage), 2, RoundingMode.HALF_UP)
                : percent(amount, percentage);
    }

    private record Group(BigDecimal amount, BigDecimal percentage) {

        Group and(Group other) {
            return new Group(amount.add(other.amount), percentage);
        }
    }
}
