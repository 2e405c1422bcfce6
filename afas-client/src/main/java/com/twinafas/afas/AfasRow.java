package com.twinafas.afas;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a GetConnector. Values are as AFAS wrote them, without blanks at their end; column names are case-sensitive.
 *
 * @param values text of each column; null where AFAS says null
 */
public record AfasRow(Map<String, @Nullable String> values) {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    public AfasRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The text; null when it is absent, null or empty. */
    public @Nullable String text(String column) {
        String value = values.get(column);
        return value == null || value.isEmpty() ? null : value;
    }

    /** The text. @throws AfasFailure.ContractBroken when the connector has no such column or it is empty */
    public String required(String column) {
        String value = text(column);
        if (value == null) {
            throw new AfasFailure.ContractBroken(column, "A row has no value in column " + column);
        }
        return value;
    }

    /** A number. @throws AfasFailure.ContractBroken when it is none */
    public @Nullable BigDecimal decimal(String column) {
        String value = text(column);
        try {
            return value == null ? null : new BigDecimal(value);
        } catch (NumberFormatException notANumber) {
            throw new AfasFailure.ContractBroken(column, "Column " + column + " has a value that is no number");
        }
    }

    public boolean flag(String column) {
        String value = text(column);
        return "true".equals(value) || "1".equals(value);
    }

    /** A date. @throws AfasFailure.ContractBroken when it is none */
    public @Nullable LocalDate date(String column) {
        LocalDateTime time = wallClock(column);
        return time == null ? null : time.toLocalDate();
    }

    /**
     * A time: AFAS writes Amsterdam wall-clock time with a {@code Z} that is not true (afas-api §2).
     *
     * @throws AfasFailure.ContractBroken when it is none
     */
    public @Nullable Instant time(String column) {
        LocalDateTime time = wallClock(column);
        return time == null ? null : time.atZone(AMSTERDAM).toInstant();
    }

    private @Nullable LocalDateTime wallClock(String column) {
        String value = text(column);
        if (value == null) {
            return null;
        }
        String local = value.endsWith("Z") ? value.substring(0, value.length() - 1) : value;
        try {
            return local.indexOf('T') < 0 ? LocalDate.parse(local).atStartOfDay() : LocalDateTime.parse(local);
        } catch (DateTimeParseException notATime) {
            throw new AfasFailure.ContractBroken(column, "Column " + column + " has a value that is no time");
        }
    }
}
