package com.twinafas.schemas.update;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One element of an UpdateConnector's body: its fields and the elements nested in it, by object name, in the order in
 * which they are sent (afas-api §3.1). Immutable; {@code with} methods give a changed copy.
 *
 * @param origin the number Twinfield gives the part of its record that this is made from; null when it gives none. Never
 *               sent
 */
public record AfasElement(SequencedMap<String, FieldValue> fields, SequencedMap<String, List<AfasElement>> objects,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String origin) {

    /** No fields, no objects. */
    public static final AfasElement EMPTY = new AfasElement(new LinkedHashMap<>(), new LinkedHashMap<>());

    public AfasElement {
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        SequencedMap<String, List<AfasElement>> copy = new LinkedHashMap<>();
        objects.forEach((name, elements) -> copy.put(name, List.copyOf(elements)));
        objects = Collections.unmodifiableSequencedMap(copy);
    }

    /** Made from nothing that Twinfield numbers. */
    public AfasElement(SequencedMap<String, FieldValue> fields, SequencedMap<String, List<AfasElement>> objects) {
        this(fields, objects, null);
    }

    /** Made from the part of the record that has this number. */
    public AfasElement from(@Nullable String number) {
        return new AfasElement(fields, objects, number);
    }

    public @Nullable FieldValue field(String name) {
        return fields.get(name);
    }

    /** The elements of an object; empty when it has none. */
    public List<AfasElement> object(String name) {
        return objects.getOrDefault(name, List.of());
    }

    /** With the field set; in its place where it was already there, else last. */
    public AfasElement with(String name, FieldValue value) {
        SequencedMap<String, FieldValue> changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return new AfasElement(changed, objects, origin);
    }

    public AfasElement with(String name, String text) {
        return with(name, FieldValue.of(text));
    }

    /** With all elements of the object replaced. */
    public AfasElement withObject(String name, List<AfasElement> elements) {
        SequencedMap<String, List<AfasElement>> changed = new LinkedHashMap<>(objects);
        changed.put(name, elements);
        return new AfasElement(fields, changed, origin);
    }

    /** Without the object. */
    public AfasElement withoutObject(String name) {
        SequencedMap<String, List<AfasElement>> changed = new LinkedHashMap<>(objects);
        changed.remove(name);
        return new AfasElement(fields, changed, origin);
    }

    /** With the field before all others. */
    public AfasElement leading(String name, FieldValue value) {
        SequencedMap<String, FieldValue> changed = new LinkedHashMap<>();
        changed.put(name, value);
        fields.forEach(changed::putIfAbsent);
        return new AfasElement(changed, objects, origin);
    }

    /** Without the field. */
    public AfasElement without(String name) {
        SequencedMap<String, FieldValue> changed = new LinkedHashMap<>(fields);
        changed.remove(name);
        return new AfasElement(changed, objects, origin);
    }

    /** With one element added behind those the object has. */
    public AfasElement adding(String name, AfasElement element) {
        List<AfasElement> elements = new ArrayList<>(object(name));
        elements.add(element);
        return withObject(name, elements);
    }

    /** With the fields of the map set. */
    public AfasElement withAll(Map<String, FieldValue> values) {
        SequencedMap<String, FieldValue> changed = new LinkedHashMap<>(fields);
        changed.putAll(values);
        return new AfasElement(changed, objects, origin);
    }
}
