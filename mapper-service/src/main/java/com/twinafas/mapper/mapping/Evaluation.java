package com.twinafas.mapper.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.record.Unmappable;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.xml.XmlElement;

/** Operations carried out on one part of one record. */
record Evaluation(Source here, Source record, Map<String, String> settings) {

    /** The value of a field; null when there is none. */
    @Nullable
    FieldValue value(Template.Field field) {
        try {
            return value(field.operation());
        } catch (Unsuitable e) {
            throw Unmappable.of(FailureCode.MAPPING_FAILED,
                    Map.of("field", field.rule().field(), "reason", Objects.requireNonNull(e.getMessage())));
        }
    }

    List<Evaluation> parts(String name) {
        return here.part(name).stream().map(part -> new Evaluation(part, record, settings)).toList();
    }

    boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.Present(Operation of) -> value(of) != null;
            case Condition.Equal(Operation left, Operation right) -> Objects.equals(text(left), text(right));
            case Condition.In(Operation of, List<String> values) -> {
                String text = text(of);
                yield text != null && values.contains(text);
            }
            case Condition.Not(Condition of) -> !holds(of);
        };
    }

    private @Nullable FieldValue value(Operation operation) {
        return switch (operation) {
            case Operation.Path path -> raw(path);
            case Operation.Fact(boolean fromRecord, String name) -> (fromRecord ? record : here).fact(name);
            case Operation.Setting(String name) -> {
                String setting = settings.get(name);
                yield setting == null ? null : FieldValue.of(setting);
            }
            case Operation.Constant(FieldValue constant) -> constant;
            case Operation.Table table -> row(table);
            case Operation.Concat(List<Operation> parts, String separator) -> concat(parts, separator);
            case Operation.Split split -> split(split);
            case Operation.ToDate(Operation of) -> date(value(of));
            case Operation.ToNumber(Operation of) -> number(value(of));
            case Operation.ToFlag(Operation of) -> flag(value(of));
            case Operation.Round(Operation of, int decimals) ->
                number(value(of)) instanceof FieldValue.Amount(BigDecimal amount)
                        ? FieldValue.of(amount.setScale(decimals, RoundingMode.HALF_UP))
                        : null;
            case Operation.First(List<Operation> of) -> first(of);
            case Operation.If(Condition condition, Operation then, Operation otherwise) -> {
                Operation chosen = holds(condition) ? then : otherwise;
                yield chosen == null ? null : value(chosen);
            }
            case Operation.Cut(Operation of, int length) -> {
                String text = text(of);
                yield text == null ? null : FieldValue.of(cut(text, length));
            }
            case Operation.InCase(Operation of, boolean upper) -> {
                String text = text(of);
                yield text == null
                        ? null
                        : FieldValue.of(upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT));
            }
        };
    }

    private @Nullable FieldValue raw(Operation.Path path) {
        XmlElement found = (path.fromRecord() ? record : here).raw().at(path.steps().toArray(String[]::new));
        if (found == null) {
            return null;
        }
        String attribute = path.attribute();
        String text = attribute == null ? found.text() : found.attribute(attribute);
        return text == null || text.isEmpty() ? null : FieldValue.of(text);
    }

    private @Nullable FieldValue row(Operation.Table table) {
        String text = text(table.of());
        FieldValue found = text == null ? null : table.rows().get(text);
        if (found != null) {
            return found;
        }
        Operation otherwise = table.otherwise();
        return otherwise == null ? null : value(otherwise);
    }

    private @Nullable FieldValue concat(List<Operation> parts, String separator) {
        List<String> texts = new ArrayList<>();
        for (Operation part : parts) {
            String text = text(part);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts.isEmpty() ? null : FieldValue.of(String.join(separator, texts));
    }

    private @Nullable FieldValue split(Operation.Split split) {
        String text = text(split.of());
        if (text == null) {
            return null;
        }
        String[] parts = text.split(Pattern.quote(split.by()), -1);
        int index = split.part() > 0 ? split.part() - 1 : parts.length + split.part();
        String part = index >= 0 && index < parts.length ? parts[index].strip() : "";
        return part.isEmpty() ? null : FieldValue.of(part);
    }

    private @Nullable FieldValue first(List<Operation> of) {
        for (Operation operation : of) {
            FieldValue value = value(operation);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable String text(Operation operation) {
        FieldValue value = value(operation);
        return switch (value) {
            case null -> null;
            case FieldValue.Text(String text) -> text.isEmpty() ? null : text;
            case FieldValue.Amount(BigDecimal amount) -> amount.toPlainString();
            case FieldValue.Flag(boolean flag) -> String.valueOf(flag);
            case FieldValue.Date(LocalDate date) -> date.toString();
        };
    }

    private static @Nullable FieldValue date(@Nullable FieldValue value) {
        return switch (value) {
            case null -> null;
            case FieldValue.Date date -> date;
            case FieldValue.Text(String text) -> {
                try {
                    yield FieldValue.of(LocalDate.parse(text.replace("-", ""), DateTimeFormatter.BASIC_ISO_DATE));
                } catch (DateTimeException e) {
                    throw new Unsuitable("it is not a date", e);
                }
            }
            case FieldValue.Amount _,FieldValue.Flag _ -> throw new Unsuitable("it is not a date", null);
        };
    }

    private static @Nullable FieldValue number(@Nullable FieldValue value) {
        return switch (value) {
            case null -> null;
            case FieldValue.Amount amount -> amount;
            case FieldValue.Text(String text) -> {
                if (text.length() > 40) {
                    throw new Unsuitable("it is not a number", null);
                }
                try {
                    yield FieldValue.of(new BigDecimal(text));
                } catch (NumberFormatException e) {
                    throw new Unsuitable("it is not a number", e);
                }
            }
            case FieldValue.Date _,FieldValue.Flag _ -> throw new Unsuitable("it is not a number", null);
        };
    }

    private static @Nullable FieldValue flag(@Nullable FieldValue value) {
        return switch (value) {
            case null -> null;
            case FieldValue.Flag flag -> flag;
            case FieldValue.Text(String text) -> switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "1", "yes" -> FieldValue.of(true);
                case "false", "0", "no" -> FieldValue.of(false);
                default -> throw new Unsuitable("it is neither true nor false", null);
            };
            case FieldValue.Date _,FieldValue.Amount _ -> throw new Unsuitable("it is neither true nor false", null);
        };
    }

    /** Never cuts a character in two that takes two chars. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end).strip();
    }

    /** A value that an operation cannot work with; says what is expected, never the value, which may be personal. */
    private static final class Unsuitable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unsuitable(String expected, @Nullable Exception reason) {
            super(expected, reason, false, false);
        }
    }
}
