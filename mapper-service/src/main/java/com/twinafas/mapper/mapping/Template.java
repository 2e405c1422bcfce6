package com.twinafas.mapper.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.condition.Condition;

/**
 * How one AFAS element is filled: its fields and the objects nested in it, in the order in which they are sent.
 *
 * @param fields by id; a free field also by its label, as {@code label:Klantgroep}
 * @param rule   where the mapping speaks of the element
 */
public record Template(SequencedMap<String, Field> fields, SequencedMap<String, Nested> objects, Rule rule) {

    /**
     * How one field is filled.
     *
     * @param clear whether it is emptied when there is no value; else it is left alone
     */
    public record Field(Operation operation, Rule rule, boolean clear) {
    }

    /**
     * Elements nested in another.
     *
     * @param each the part of the record that each element is made from; null makes one from the part at hand
     * @param when whether it is made at all; null is always
     */
    public record Nested(@Nullable String each, @Nullable Condition when, Template template) {
    }

    public Template {
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        objects = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(objects));
    }
}
