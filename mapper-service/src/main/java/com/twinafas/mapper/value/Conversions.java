package com.twinafas.mapper.value;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

import com.twinafas.schemas.update.FieldValue;

/** One kind of value read as another. What cannot be is {@link Unsuitable}. */
public final class Conversions {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,10})?");

    private Conversions() {
    }

    /** As it is written: a number in plain notation, a date as {@code yyyy-MM-dd}, a flag as true or false. */
    public static String text(FieldValue value) {
        return switch (value) {
            case FieldValue.Text(String text) -> text;
            case FieldValue.Amount(BigDecimal amount) -> amount.toPlainString();
            case FieldValue.Flag(boolean flag) -> String.valueOf(flag);
            case FieldValue.Date(LocalDate date) -> date.toString();
        };
    }

    /** A date from {@code yyyyMMdd} (twinfield-api §3) or {@code yyyy-MM-dd}. */
    public static LocalDate date(FieldValue value) {
        return switch (value) {
            case FieldValue.Date(LocalDate date) -> date;
            case FieldValue.Text(String text) -> {
                try {
                    yield LocalDate.parse(text.replace("-", ""), DateTimeFormatter.BASIC_ISO_DATE);
                } catch (DateTimeException e) {
                    throw unsuitable(ValueType.DATE, value);
                }
            }
            case FieldValue.Amount _,FieldValue.Flag _ -> throw unsuitable(ValueType.DATE, value);
        };
    }

    /** A number from text with a decimal point (twinfield-api §3). */
    public static BigDecimal number(FieldValue value) {
        return switch (value) {
            case FieldValue.Amount(BigDecimal amount) -> amount;
            case FieldValue.Text(String text) when NUMBER.matcher(text).matches() -> new BigDecimal(text);
            case FieldValue.Text _,FieldValue.Date _,FieldValue.Flag _ -> throw unsuitable(ValueType.NUMBER, value);
        };
    }

    /** A flag from true, yes or 1, or false, no or 0. */
    public static boolean flag(FieldValue value) {
        return switch (value) {
            case FieldValue.Flag(boolean flag) -> flag;
            case FieldValue.Text(String text) -> switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "1", "yes" -> true;
                case "false", "0", "no" -> false;
                default -> throw unsuitable(ValueType.FLAG, value);
            };
            case FieldValue.Date _,FieldValue.Amount _ -> throw unsuitable(ValueType.FLAG, value);
        };
    }

    /** The value as another type. */
    public static FieldValue to(ValueType type, FieldValue value) {
        return switch (type) {
            case TEXT -> FieldValue.of(text(value));
            case NUMBER -> FieldValue.of(number(value));
            case FLAG -> FieldValue.of(flag(value));
            case DATE -> FieldValue.of(date(value));
        };
    }

    /** Whether values of a type can be read as another at all: a text perhaps, everything as a text. */
    public static boolean isPossible(ValueType from, ValueType to) {
        return from == to || from == ValueType.TEXT || to == ValueType.TEXT;
    }

    private static Unsuitable unsuitable(ValueType needed, FieldValue value) {
        return new Unsuitable(needed.label(), ValueType.of(value).label());
    }
}
