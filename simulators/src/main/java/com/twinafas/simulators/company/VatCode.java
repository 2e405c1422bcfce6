package com.twinafas.simulators.company;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A VAT code with its percentages over time, oldest first (twinfield-api §4.6).
 *
 * @param type  {@code sales} or {@code purchase}
 * @param group code of the VAT return's box
 */
public record VatCode(String code, String name, String shortName, String type, UUID uid, Instant created,
        Instant modified, String ledger, String group, String groupName, List<Percentage> percentages) {

    public VatCode {
        percentages = List.copyOf(percentages);
    }

    /** In force from a day until the next. */
    public record Percentage(LocalDate from, BigDecimal percentage) {
    }

    /** The percentage in force on a day. */
    public BigDecimal on(LocalDate day) {
        return percentages.stream().filter(row -> !row.from().isAfter(day)).reduce((first, second) -> second)
                .orElseThrow().percentage();
    }
}
