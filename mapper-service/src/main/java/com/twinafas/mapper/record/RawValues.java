package com.twinafas.mapper.record;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.twinfield.xml.XmlElement;

/** Values of raw records (twinfield-api §3). What is missing or impossible is named by its field, never by its value. */
public final class RawValues {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,10})?");

    private RawValues() {
    }

    /** @throws Unmappable when it is missing or empty */
    public static String required(XmlElement element, String... path) {
        String text = element.textAt(path);
        if (text == null) {
            throw Unmappable.of(FailureCode.VALUE_MISSING, "field", field(element, path));
        }
        return text;
    }

    /** A date as {@code yyyyMMdd}; null when it is missing. */
    public static @Nullable LocalDate date(XmlElement element, String... path) {
        String text = element.textAt(path);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            throw invalid(element, "date", path);
        }
    }

    /** @throws Unmappable when it is missing or no date */
    public static LocalDate requiredDate(XmlElement element, String... path) {
        LocalDate date = date(element, path);
        if (date == null) {
            throw Unmappable.of(FailureCode.VALUE_MISSING, "field", field(element, path));
        }
        return date;
    }

    /** A number with a decimal point; null when it is missing. */
    public static @Nullable BigDecimal number(XmlElement element, String... path) {
        String text = element.textAt(path);
        if (text == null) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw invalid(element, "number", path);
        }
        return new BigDecimal(text);
    }

    /** @throws Unmappable when it is missing or no number */
    public static BigDecimal requiredNumber(XmlElement element, String... path) {
        BigDecimal number = number(element, path);
        if (number == null) {
            throw Unmappable.of(FailureCode.VALUE_MISSING, "field", field(element, path));
        }
        return number;
    }

    /** A value that is there but cannot be: told by its kind, as it may be personal. */
    public static Unmappable invalid(XmlElement element, String expected, String... path) {
        String text = element.textAt(path);
        return Unmappable.of(FailureCode.VALUE_INVALID, Map.of("field", field(element, path), "expected", expected,
                "found", text != null && NUMBER.matcher(text).matches() ? "number" : "text"));
    }

    private static String field(XmlElement element, String... path) {
        return element.name() + "/" + String.join("/", path);
    }
}
