package com.twinafas.mapper.mapping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.condition.Condition;
import com.twinafas.mapper.input.Input;
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

    /** A date from {@code yyyyMMdd} or {@code yyyy-MM-dd}. */
    record ToDate(Operation of) implements Operation {
    }

    /** A number from text with a decimal point. */
    record ToNumber(Operation of) implements Operation {
    }

    /** A yes or no from {@code true} or {@code false}. */
    record ToFlag(Operation of) implements Operation {
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
}
