package com.twinafas.pipeline.reconciliation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;

/**
 * One record in which the two systems differ.
 *
 * @param record    by its booking where an invoice is not known
 * @param detail    what says more: the code of the dead letter, the reason it is left out, its number in AFAS
 * @param period    where it is counted
 * @param currency  where it is counted
 * @param twinfield amount; null when Twinfield does not have it
 * @param afas      amount; null when AFAS does not have it
 */
public record Difference(RecordKey record, What what, Why why, @Nullable String detail, String period,
        String currency, @Nullable BigDecimal twinfield, @Nullable BigDecimal afas) {
}
