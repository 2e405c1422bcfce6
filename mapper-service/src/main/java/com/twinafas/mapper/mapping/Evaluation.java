package com.twinafas.mapper.mapping;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.condition.Condition;
import com.twinafas.mapper.function.CallableFunction;
import com.twinafas.mapper.input.Input;
import com.twinafas.mapper.input.RawPath;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.mapper.value.Conversions;
import com.twinafas.mapper.value.Unsuitable;
import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.FieldValue;

/** Operations carried out on one part of one record. */
record Evaluation(Source here, Source record, Map<String, String> settings) {

    /** Characters of a text that is made; no field of AFAS takes nearly as much. */
    private static final int TEXT_LIMIT = 100_000;

    /** The value of a field; null when there is none. */
    @Nullable
    FieldValue value(Template.Field field) {
        return made(field.rule(), () -> value(field.operation()));
    }

    /** The parts an object is made from: those it is made for each of, and for which its condition holds. */
    List<Evaluation> parts(Template.Nested nested) {
        String each = nested.each();
        List<Evaluation> parts = each == null
                ? List.of(this)
                : here.part(each).stream().map(part -> new Evaluation(part, record, settings)).toList();
        Condition when = nested.when();
        return when == null
                ? parts
                : parts.stream().filter(part -> made(nested.template().rule(), () -> part.holds(when))).toList();
    }

    private static <T extends @Nullable Object> T made(Rule rule, Supplier<T> making) {
        try {
            return making.get();
        } catch (Unsuitable e) {
            throw Unmappable.of(FailureCode.MAPPING_FAILED, Map.of("field", rule.field(), "rule", rule.place(),
                    "needed", e.needed(), "found", e.found()));
        }
    }

    private boolean holds(Condition condition) {
        return condition.holds(this::read);
    }

    private @Nullable FieldValue value(Operation operation) {
        return switch (operation) {
            case Operation.Read(Input input) -> read(input);
            case Operation.Constant(FieldValue constant) -> constant;
            case Operation.Table table -> row(table);
            case Operation.Concat(List<Operation> parts, String separator) -> concat(parts, separator);
            case Operation.Split split -> split(split);
            case Operation.To(ValueType type, Operation of) -> converted(of, found -> Conversions.to(type, found));
            case Operation.Round(Operation of, int decimals) -> converted(of,
                    found -> FieldValue.of(Conversions.number(found).setScale(decimals, RoundingMode.HALF_UP)));
            case Operation.First(List<Operation> of) -> first(of);
            case Operation.If(Condition condition, Operation then, Operation otherwise) -> {
                Operation chosen = holds(condition) ? then : otherwise;
                yield chosen == null ? null : value(chosen);
            }
            case Operation.Cut(Operation of, int length) -> {
                String text = text(of);
                yield text == null ? null : FieldValue.of(cut(text, length));
            }
            case Operation.Call(CallableFunction function, List<Operation> arguments) -> {
                List<@Nullable FieldValue> values = new ArrayList<>();
                arguments.forEach(argument -> values.add(value(argument)));
                yield function.call(values);
            }
            case Operation.InCase(Operation of, boolean upper) -> {
                String text = text(of);
                yield text == null
                        ? null
                        : FieldValue.of(upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT));
            }
        };
    }

    private @Nullable FieldValue read(Input input) {
        return switch (input) {
            case Input.Raw(RawPath path) -> {
                String text = path.textIn((path.fromRecord() ? record : here).raw());
                yield text == null ? null : FieldValue.of(text);
            }
            case Input.Fact(boolean fromRecord, String name, ValueType _) -> (fromRecord ? record : here).fact(name);
            case Input.Setting(String name) -> {
                String setting = settings.get(name);
                yield setting == null ? null : FieldValue.of(setting);
            }
        };
    }

    private @Nullable FieldValue converted(Operation of, UnaryOperator<FieldValue> conversion) {
        FieldValue found = value(of);
        return found == null ? null : conversion.apply(found);
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
        StringBuilder made = new StringBuilder();
        for (Operation part : parts) {
            String text = text(part);
            if (text != null) {
                made.append(made.isEmpty() ? "" : separator).append(text);
                if (made.length() > TEXT_LIMIT) {
                    throw new Unsuitable("text of at most " + TEXT_LIMIT + " characters", "longer text");
                }
            }
        }
        return made.isEmpty() ? null : FieldValue.of(made.toString());
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
        String text = value == null ? "" : Conversions.text(value);
        return text.isEmpty() ? null : text;
    }

    /** Never cuts a character in two that takes two chars. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end).strip();
    }
}
