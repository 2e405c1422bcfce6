package com.twinafas.mapper.condition;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.input.Input;
import com.twinafas.mapper.value.Unsuitable;
import com.twinafas.schemas.update.FieldValue;

/** A condition that was checked and compiled; whether it holds is a pure function of what it reads. */
public final class Condition {

    private final String text;
    private final Program program;
    private final Map<String, Input> inputs;

    Condition(String text, Program program, Map<String, Input> inputs) {
        this.text = text;
        this.program = program;
        this.inputs = Map.copyOf(inputs);
    }

    /**
     * Whether it holds. What is not there reads as an empty text, zero or false; a date reads as {@code yyyy-MM-dd}.
     *
     * @throws Unsuitable when a text is no number where one is needed, or is too long to be searched
     */
    public boolean holds(Readings readings) {
        try {
            return (Boolean) program.eval(name -> Optional.ofNullable(value(name, readings)));
        } catch (CelEvaluationException e) {
            throw unsuitable(e);
        }
    }

    private @Nullable Object value(String name, Readings readings) {
        Input input = inputs.get(name);
        if (input == null) {
            return null;
        }
        return switch (readings.read(input)) {
            case null -> switch (input.type()) {
                case TEXT, DATE -> "";
                case NUMBER -> 0.0;
                case FLAG -> false;
            };
            case FieldValue.Text(String value) -> value;
            case FieldValue.Amount(BigDecimal amount) -> amount.doubleValue();
            case FieldValue.Flag(boolean flag) -> flag;
            case FieldValue.Date(LocalDate date) -> date.toString();
        };
    }

    private static RuntimeException unsuitable(CelEvaluationException failure) {
        for (Throwable reason = failure; reason != null; reason = reason.getCause()) {
            if (reason instanceof Unsuitable unsuitable) {
                return unsuitable;
            }
        }
        return new IllegalStateException("A checked condition cannot be evaluated", failure);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
