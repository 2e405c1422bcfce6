package com.twinafas.mapper.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.condition.Condition;
import com.twinafas.mapper.function.CallableFunction;
import com.twinafas.mapper.input.Input;
import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.update.FieldValue;

/** One way to make a value: the closed list of what a mapping can do. A value that is not there stays not there. */
public sealed interface Operation {

    /** What stands there. */
    record Read(Input input) implements Operation {
    }

    /** Always the same. */
    record Constant(FieldValue value) implements Operation {
    }

    /** The row for a text; without a row the default, if there is one. */
    record Table(Operation of, Map<String, FieldValue> rows, @Nullable Operation otherwise) implements Operation {
    }

    /** The parts that are there, behind each other. */
    record Concat(List<Operation> parts, String separator) implements Operation {
    }

    /** One part of a text, counted from 1; from the end when negative. */
    record Split(Operation of, String by, int part) implements Operation {
    }

    /** The value as another type. */
    record To(ValueType type, Operation of) implements Operation {
    }

    /** Rounded half up, away from zero. */
    record Round(Operation of, int decimals) implements Operation {
    }

    /** The first that is there. */
    record First(List<Operation> of) implements Operation {
    }

    /** One of two values by a condition. */
    record If(Condition condition, Operation then, @Nullable Operation otherwise) implements Operation {
    }

    /** No longer than AFAS keeps: cut behind so many characters. */
    record Cut(Operation of, int length) implements Operation {
    }

    /** In capitals or in small letters. */
    record InCase(Operation of, boolean upper) implements Operation {
    }

    /** What a user's function gives. */
    record Call(CallableFunction function, List<Operation> arguments) implements Operation {
    }

    /** The types that its value can have. */
    default Set<ValueType> types() {
        return switch (this) {
            case Read(Input input) -> Set.of(input.type());
            case Constant(FieldValue value) -> Set.of(ValueType.of(value));
            case Table table -> Stream.concat(table.rows.values().stream().map(ValueType::of),
                    Stream.ofNullable(table.otherwise).flatMap(other -> other.types().stream()))
                    .collect(Collectors.toSet());
            case Concat _,Split _,Cut _,InCase _ -> Set.of(ValueType.TEXT);
            case To(ValueType type, Operation _) -> Set.of(type);
            case Round _ -> Set.of(ValueType.NUMBER);
            case First(List<Operation> of) -> of.stream().flatMap(one -> one.types().stream())
                    .collect(Collectors.toSet());
            case If choice -> Stream.concat(Stream.of(choice.then), Stream.ofNullable(choice.otherwise))
                    .flatMap(one -> one.types().stream()).collect(Collectors.toSet());
            case Call(CallableFunction function, List<Operation> _) -> Set.of(function.result());
        };
    }
}
