package com.twinafas.mapper.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * What a mapping reads from: a raw element, the facts that enrichment found out about it, and its parts (lines,
 * addresses), which are sources of their own.
 */
public final class Source {

    private final XmlElement raw;
    private @Nullable String number;
    private final Map<String, FieldValue> facts = new LinkedHashMap<>();
    private final Map<String, List<Source>> parts = new LinkedHashMap<>();

    public Source(XmlElement raw) {
        this.raw = raw;
    }

    /** Adds a fact; one without a value is not there. */
    public Source fact(String name, @Nullable FieldValue value) {
        if (value != null) {
            facts.put(name, value);
        }
        return this;
    }

    /** Adds a fact; one without a text is not there. */
    public Source fact(String name, @Nullable String text) {
        return fact(name, text == null || text.isEmpty() ? null : FieldValue.of(text));
    }

    public Source part(String name, List<Source> sources) {
        parts.put(name, List.copyOf(sources));
        return this;
    }

    /** Says by which number Twinfield knows this part of a record. */
    public Source numbered(@Nullable String own) {
        number = own == null || own.isEmpty() ? null : own;
        return this;
    }

    /** Twinfield's number of this part of a record; null when it has none. */
    public @Nullable String number() {
        return number;
    }

    public XmlElement raw() {
        return raw;
    }

    public @Nullable FieldValue fact(String name) {
        return facts.get(name);
    }

    public List<Source> part(String name) {
        return parts.getOrDefault(name, List.of());
    }

    /** The names of all facts that are there. */
    public java.util.Set<String> factNames() {
        return facts.keySet();
    }

    /** The names of all parts. */
    public java.util.Set<String> partNames() {
        return parts.keySet();
    }
}
