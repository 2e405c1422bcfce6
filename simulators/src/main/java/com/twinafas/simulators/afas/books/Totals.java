package com.twinafas.simulators.afas.books;

import java.math.BigDecimal;

/**
 * AFAS's own totals of an order, in its currency.
 *
 * @param gross    lines before discounts
 * @param discount line and invoice discounts
 * @param net      without VAT
 * @param invoice  with VAT
 */
public record Totals(BigDecimal gross, BigDecimal discount, BigDecimal net, BigDecimal vat, BigDecimal invoice) {
}
