package com.twinafas.mapper.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.update.FieldValue;

/**
 * A function of your own that a mapping uses as {@code call: name}. It is found as a service: its class is named in
 * {@code META-INF/services/com.twinafas.mapper.function.MappingFunction} of a jar on the class path.
 *
 * <p>It is called from several threads and for every replay again, so it is a pure function of its arguments: the same
 * arguments give the same value, whatever the time, and nothing else happens. One that needs longer than
 * {@link MappingFunctions#TIME_LIMIT} fails the record.
 */
public interface MappingFunction {

    /** As it is called in mappings: small letters, digits and hyphens. */
    String name();

    /** The type of each argument; a text is read as what is asked for, as by the operation of that name. */
    List<ValueType> arguments();

    /** The type of what it gives. */
    ValueType result();

    /**
     * What it is for.
     *
     * @param arguments as many as {@link #arguments()}, each of its type, or null where there is no value
     * @return null for no value
     */
    @Nullable
    FieldValue apply(List<@Nullable FieldValue> arguments);
}
