package com.twinafas.mapper.condition;

import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.input.Input;
import com.twinafas.schemas.update.FieldValue;

/** The values a condition is asked about. */
@FunctionalInterface
public interface Readings {

    /** Null when it is not there. */
    @Nullable
    FieldValue read(Input input);
}
