package com.twinafas.poller.reconciliation;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One document in AFAS.
 *
 * @param reference what names its record: an order's customer reference, an entry's voucher number
 * @param number    by which AFAS names it
 * @param period    year times 100, plus period; of an order the month of its date
 * @param currency  null for an entry: AFAS shows amounts in the base currency
 * @param amount    of an order with VAT, of an entry its debit side
 */
record InAfas(String reference, String number, int period, @Nullable String currency, BigDecimal amount) {

    /** The month a document without a period of its own is counted in. */
    static int month(LocalDate date) {
        return date.getYear() * 100 + date.getMonthValue();
    }
}
