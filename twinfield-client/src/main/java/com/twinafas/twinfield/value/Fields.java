package com.twinafas.twinfield.value;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.xml.XmlElement;

/**
 * Reads the fields of one element as what they are. A field that is missing or empty is null; one that has another form
 * than documented is an {@link InvalidValue}.
 */
public final class Fields {

    private static final Pattern PERIOD = Pattern.compile("(\\d{4})/(\\d{1,2})");
    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,18}(\\.\\d{1,12})?");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss")
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE
            .withResolverStyle(ResolverStyle.STRICT);

    private final @Nullable XmlElement element;

    private Fields(@Nullable XmlElement element) {
        this.element = element;
    }

    /** The fields of an element; of none, every field is missing. */
    public static Fields of(@Nullable XmlElement element) {
        return new Fields(element);
    }

    /** The fields of the element at the path. */
    public Fields at(String... path) {
        return new Fields(element == null ? null : element.at(path));
    }

    public @Nullable XmlElement element() {
        return element;
    }

    public @Nullable String text(String... path) {
        return element == null ? null : element.textAt(path);
    }

    /** @throws InvalidValue when it is missing or empty */
    public String required(String... path) {
        String value = text(path);
        if (value == null) {
            throw InvalidValue.missing(String.join("/", path));
        }
        return value;
    }

    public @Nullable String attribute(String name) {
        return element == null ? null : element.attribute(name);
    }

    /** A decimal number with as many decimals as it has: amounts 2, rates up to 9, bank balances 4. */
    public @Nullable BigDecimal amount(String... path) {
        String value = text(path);
        if (value == null) {
            return null;
        }
        if (!AMOUNT.matcher(value).matches()) {
            throw InvalidValue.invalid(String.join("/", path), "amount");
        }
        return new BigDecimal(value);
    }

    public @Nullable Integer whole(String... path) {
        String value = text(path);
        if (value == null) {
            return null;
        }
        if (!value.matches("-?\\d{1,9}")) {
            throw InvalidValue.invalid(String.join("/", path), "whole number");
        }
        return Integer.valueOf(value);
    }

    /** {@code true} or {@code false}, in any case. Fields that also know other words are texts. */
    public @Nullable Boolean flag(String... path) {
        return flag(text(path), String.join("/", path));
    }

    /** An attribute that is {@code true} or {@code false}. */
    public @Nullable Boolean flagAttribute(String name) {
        return flag(attribute(name), "@" + name);
    }

    private static @Nullable Boolean flag(@Nullable String value, String field) {
        if (value == null) {
            return null;
        }
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw InvalidValue.invalid(field, "yes or no");
        }
        return Boolean.valueOf(value);
    }

    /** {@code yyyyMMdd}. */
    public @Nullable LocalDate date(String... path) {
        String value = text(path);
        try {
            return value == null ? null : LocalDate.parse(value, DATE);
        } catch (DateTimeException e) {
            throw InvalidValue.invalid(String.join("/", path), "date");
        }
    }

    /** {@code yyyyMMddHHmmss}, always UTC. */
    public @Nullable Instant time(String... path) {
        String value = text(path);
        try {
            return value == null ? null : LocalDateTime.parse(value, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw InvalidValue.invalid(String.join("/", path), "time");
        }
    }

    /** {@code yyyy/pp} or {@code yyyy/p}. */
    public @Nullable Period period(String... path) {
        String value = text(path);
        if (value == null) {
            return null;
        }
        Matcher period = PERIOD.matcher(value);
        if (!period.matches()) {
            throw InvalidValue.invalid(String.join("/", path), "period");
        }
        return new Period(Integer.parseInt(period.group(1)), Integer.parseInt(period.group(2)));
    }

    /** A code with its attributes; null when there is no code. */
    public @Nullable Coded coded(String... path) {
        XmlElement found = element == null ? null : element.at(path);
        return found == null || found.text().isEmpty() ? null : coded(found);
    }

    /** The codes of every child of the name under the parent. */
    public List<Coded> codes(String parent, String child) {
        XmlElement found = element == null ? null : element.child(parent);
        return found == null ? List.of() : found.children(child).stream().map(Fields::coded).toList();
    }

    private static Coded coded(XmlElement found) {
        Map<String, String> texts = new TreeMap<>(found.attributes());
        texts.values().removeIf(String::isEmpty);
        return new Coded(found.text(), texts);
    }

    /** Every child of the name under the parent, read by the function. */
    public <T> List<T> each(String parent, String child, Function<Fields, T> reader) {
        XmlElement found = element == null ? null : element.child(parent);
        return found == null ? List.of() : found.children(child).stream().map(Fields::of).map(reader).toList();
    }
}
