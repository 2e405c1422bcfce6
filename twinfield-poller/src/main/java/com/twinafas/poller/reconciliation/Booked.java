package com.twinafas.poller.reconciliation;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One transaction as the lines of Twinfield's browse say.
 *
 * @param code          day book and number
 * @param period        year times 100, plus period
 * @param date          null when Twinfield gave none
 * @param currency      of the transaction
 * @param debit         in the base currency
 * @param customers     on the accounts of customers, in the transaction's currency; debit is positive
 * @param invoiceNumber of its lines, as far as they have one
 * @param isFinal       whether it is no longer provisional
 * @param modified      as Twinfield writes it; empty when it does not say
 * @param vatCodes      how many VAT codes its lines name
 */
record Booked(String code, int period, @Nullable LocalDate date, String currency, BigDecimal debit,
        BigDecimal customers, @Nullable String invoiceNumber, boolean isFinal, String modified, int vatCodes) {
}
