package com.twinafas.pipeline.reconciliation;

import java.math.BigDecimal;

import com.twinafas.schemas.key.RecordKind;

/**
 * How many records of a kind, period and currency there are, and their sum: of invoices with VAT, of transactions the
 * debit side in the base currency.
 */
public record Total(RecordKind kind, String period, String currency, long inTwinfield, BigDecimal twinfieldSum,
        long inAfas, BigDecimal afasSum) {

    /** What was counted in none of them yet. */
    static Total none(RecordKind kind, String period, String currency) {
        return new Total(kind, period, currency, 0, BigDecimal.ZERO, 0, BigDecimal.ZERO);
    }

    /** Whether both have as many and as much. */
    public boolean isEqual() {
        return inTwinfield == inAfas && twinfieldSum.compareTo(afasSum) == 0;
    }
}
