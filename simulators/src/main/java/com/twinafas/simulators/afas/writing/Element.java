package com.twinafas.simulators.afas.writing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

import com.twinafas.simulators.afas.refusal.Label;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;

/**
 * One element of a request. Whether it came as object or in an array, whether its key stood beside {@code Fields} or in
 * it, and whether a number was written as text makes no difference (afas-api §3.1).
 *
 * @param object  name of the object it is an element of
 * @param action  {@code insert}, {@code update} or {@code delete}; empty when not given
 * @param fields  an empty text clears
 * @param objects nested elements by object name
 */
public record Element(String object, String action, Map<String, String> fields, Map<String, List<Element>> objects) {

    private static final String ACTION = "@Action";

    /** The elements of a body whose root is the object. @throws Refused when it is built differently */
    static List<Element> parse(JsonNode body, String root) {
        if (!body.isObject() || body.size() != 1) {
            throw new Refused(Text.SHAPE, root);
        }
        if (!body.has(root)) {
            throw new Refused(Text.OBJECT_UNKNOWN, body.propertyNames().iterator().next(), root);
        }
        return elements(root, body.path(root));
    }

    private static List<Element> elements(String object, JsonNode node) {
        if (!node.isObject() || node.size() != 1 || !node.has("Element")) {
            throw new Refused(Text.SHAPE, object);
        }
        return each(node.path("Element")).map(element -> element(object, element)).toList();
    }

    private static Element element(String object, JsonNode node) {
        if (!node.isObject()) {
            throw new Refused(Text.SHAPE, object);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, List<Element>> objects = new LinkedHashMap<>();
        node.properties().forEach(property -> {
            String name = property.getKey();
            if (name.equals("Fields")) {
                each(property.getValue()).forEach(set -> set.properties()
                        .forEach(field -> fields.put(field.getKey(), value(object, field.getValue()))));
            } else if (name.equals("Objects")) {
                each(property.getValue()).forEach(set -> set.properties().forEach(nested -> objects
                        .computeIfAbsent(nested.getKey(), ignored -> new ArrayList<>())
                        .addAll(elements(nested.getKey(), nested.getValue()))));
            } else if (name.startsWith("@")) {
                fields.put(name.equalsIgnoreCase(ACTION) ? ACTION : name.substring(1),
                        value(object, property.getValue()));
            } else {
                throw new Refused(Text.FIELD_UNKNOWN, name, object);
            }
        });
        String action = fields.getOrDefault(ACTION, "");
        fields.remove(ACTION);
        return new Element(object, action, fields, objects);
    }

    private static String value(String object, JsonNode node) {
        if (!node.isValueNode()) {
            throw new Refused(Text.SHAPE, object);
        }
        return node.isNull() ? "" : node.asString();
    }

    private static Stream<JsonNode> each(JsonNode node) {
        return node.isArray() ? node.valueStream() : Stream.of(node);
    }

    /** The value; empty when it was not given or cleared. */
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** The value of an obligatory field. @throws Refused when it has none */
    String required(String name) {
        String value = field(name);
        if (value.isEmpty()) {
            throw new Refused(Text.MANDATORY_FIELD, Label.of(name), name);
        }
        return value;
    }

    List<Element> nested(String name) {
        return objects.getOrDefault(name, List.of());
    }

    /** Its fields over those that were there: what is not given stays, what is empty is cleared. */
    Map<String, String> over(Map<String, String> before) {
        Map<String, String> after = new LinkedHashMap<>(before);
        fields.forEach((name, value) -> {
            if (value.isEmpty()) {
                after.remove(name);
            } else {
                after.put(name, value);
            }
        });
        return after;
    }
}
