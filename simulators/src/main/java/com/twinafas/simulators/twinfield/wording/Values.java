package com.twinafas.simulators.twinfield.wording;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How Twinfield writes values (twinfield-api §3). */
public final class Values {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private Values() {
    }

    /** {@code yyyyMMdd}; empty for none. */
    public static String date(@Nullable LocalDate date) {
        return date == null ? "" : DATE.format(date);
    }

    /** {@code yyyyMMddHHmmss} in UTC. */
    public static String stamp(Instant instant) {
        return STAMP.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Two decimals. */
    public static String amount(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** {@code 1}, or nine decimals. */
    public static String rate(BigDecimal rate) {
        return rate.compareTo(BigDecimal.ONE) == 0 ? "1" : nineDecimals(rate);
    }

    public static String nineDecimals(BigDecimal number) {
        return number.setScale(9, RoundingMode.HALF_UP).toPlainString();
    }

    /** Without trailing zeros. */
    public static String quantity(BigDecimal quantity) {
        BigDecimal plain = quantity.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0, RoundingMode.UNNECESSARY) : plain).toPlainString();
    }

    /** {@code yyyy/pp}, as transactions have it. */
    public static String period(LocalDate date) {
        return String.format(Locale.ROOT, "%d/%02d", date.getYear(), date.getMonthValue());
    }

    /** {@code yyyy/p}, as sales invoices have it. */
    public static String invoicePeriod(LocalDate date) {
        return date.getYear() + "/" + date.getMonthValue();
    }
}
