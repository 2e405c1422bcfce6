package com.twinafas.twinfield.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One element of Twinfield's XML. Twinfield has no mixed content: an element has children or text.
 *
 * @param attributes by name, sorted
 * @param text       trimmed; some answers have line breaks around values (twinfield-api §3)
 */
public record XmlElement(String name, SortedMap<String, String> attributes, List<XmlElement> children, String text) {

    public XmlElement {
        // Most elements have none, and a record has hundreds of elements.
        attributes = attributes.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        children = List.copyOf(children);
    }

    /** An element with text. */
    public static XmlElement of(String name, String text) {
        return new XmlElement(name, new TreeMap<>(), List.of(), text);
    }

    /** An element with children. */
    public static XmlElement of(String name, List<XmlElement> children) {
        return new XmlElement(name, new TreeMap<>(), children, "");
    }

    /** The first child of this name. */
    public @Nullable XmlElement child(String childName) {
        // Mapping asks this more often than anything else: a stream for each question is a quarter of its time.
        for (XmlElement child : children) {
            if (child.name.equals(childName)) {
                return child;
            }
        }
        return null;
    }

    /** All children of this name. */
    public List<XmlElement> children(String childName) {
        List<XmlElement> found = new ArrayList<>();
        for (XmlElement child : children) {
            if (child.name.equals(childName)) {
                found.add(child);
            }
        }
        return Collections.unmodifiableList(found);
    }

    /** The descendant at the path of child names; null when any of them is missing. */
    public @Nullable XmlElement at(String... path) {
        XmlElement here = this;
        for (String step : path) {
            here = here == null ? null : here.child(step);
        }
        return here;
    }

    /** The text at the path; null when it is missing or empty. */
    public @Nullable String textAt(String... path) {
        XmlElement found = at(path);
        return found == null || found.text.isEmpty() ? null : found.text;
    }

    /** The attribute; null when it is missing or empty. */
    public @Nullable String attribute(String attributeName) {
        String value = attributes.get(attributeName);
        return value == null || value.isEmpty() ? null : value;
    }

    /** With the attribute set. */
    public XmlElement withAttribute(String attributeName, String value) {
        Map<String, String> changed = new TreeMap<>(attributes);
        changed.put(attributeName, value);
        return new XmlElement(name, new TreeMap<>(changed), children, text);
    }
}
