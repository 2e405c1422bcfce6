package com.twinafas.mapper.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.input.Input;
import com.twinafas.mapper.mapping.Operation;
import com.twinafas.mapper.value.Conversions;
import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.update.FieldValue;

/** What an operation can give, as far as it is known before any record is. */
sealed interface Outcome {

    /** This value. */
    record Fixed(FieldValue value) implements Outcome {
    }

    /**
     * Some value.
     *
     * @param raw    whether it is as Twinfield wrote it
     * @param length what a text is cut to; 0 when it is not
     */
    record Some(ValueType type, boolean raw, int length) implements Outcome {
    }

    /** Everything an operation can give. */
    static List<Outcome> of(Operation operation) {
        return switch (operation) {
            case Operation.Constant(FieldValue value) -> List.of(new Fixed(value));
            case Operation.Read(Input input) -> List.of(new Some(input.type(), input instanceof Input.Raw, 0));
            case Operation.Table table -> {
                List<Outcome> outcomes = new ArrayList<>(ofNullable(table.otherwise()));
                table.rows().values().forEach(value -> outcomes.add(new Fixed(value)));
                yield outcomes;
            }
            case Operation.First(List<Operation> of) -> of.stream().flatMap(one -> of(one).stream()).toList();
            case Operation.If choice -> {
                List<Outcome> outcomes = new ArrayList<>(of(choice.then()));
                outcomes.addAll(ofNullable(choice.otherwise()));
                yield outcomes;
            }
            case Operation.Cut(Operation of, int length) -> of(of).stream().map(one -> cut(one, length)).toList();
            case Operation.Split(Operation of, String _, int _) -> text(of);
            case Operation.InCase(Operation of, boolean _) -> text(of);
            case Operation.Concat _ -> List.of(new Some(ValueType.TEXT, true, 0));
            case Operation.To _,Operation.Round _,Operation.Call _ ->
                operation.types().stream().<Outcome>map(type -> new Some(type, false, 0)).toList();
        };
    }

    private static List<Outcome> ofNullable(@Nullable Operation operation) {
        return operation == null ? List.of() : of(operation);
    }

    private static List<Outcome> text(Operation operation) {
        boolean raw = of(operation).stream().anyMatch(one -> one instanceof Some some && some.raw());
        return List.of(new Some(ValueType.TEXT, raw, 0));
    }

    private static Outcome cut(Outcome outcome, int length) {
        return switch (outcome) {
            case Fixed(FieldValue value) -> {
                String text = Conversions.text(value);
                yield text.length() <= length ? outcome : new Some(ValueType.TEXT, false, length);
            }
            case Some(ValueType _, boolean raw, int _) -> new Some(ValueType.TEXT, raw, length);
        };
    }
}
