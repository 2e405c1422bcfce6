package com.twinafas.mapper.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.value.Conversions;
import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.update.FieldValue;

/** A function as a user would write one: a number with the remainder by 97 behind it. */
public final class CheckDigit implements MappingFunction {

    @Override
    public String name() {
        return "check-digit";
    }

    @Override
    public List<ValueType> arguments() {
        return List.of(ValueType.NUMBER, ValueType.TEXT);
    }

    @Override
    public ValueType result() {
        return ValueType.TEXT;
    }

    @Override
    public @Nullable FieldValue apply(List<@Nullable FieldValue> arguments) {
        FieldValue number = arguments.getFirst();
        FieldValue prefix = arguments.getLast();
        if (number == null) {
            return null;
        }
        long value = Conversions.number(number).longValueExact();
        return FieldValue.of((prefix == null ? "" : Conversions.text(prefix)) + value + "%02d".formatted(value % 97));
    }
}
