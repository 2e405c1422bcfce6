package com.twinafas.mapper.mapping;

import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import com.twinafas.mapper.mapping.OperationForm.Argument;

/** The JSON Schema of mappings, for editors, made of what mappings are read by. */
final class MappingSchema {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final ObjectNode schema = JSON.createObjectNode();
    private final ObjectNode definitions;

    private MappingSchema() {
        schema.put("$schema", "http://json-schema.org/draft-07/schema#").put("title", "TwinAfas mapping")
                .put("description", "What differs from the default mapping").put("type", "object")
                .put("additionalProperties", false);
        ObjectNode targets = schema.putObject("properties");
        definitions = schema.putObject("definitions");
        Mapping standard = MappingReader.standard();
        for (Target target : Target.values()) {
            String id = target.source().wireName();
            if (!definitions.has("value:" + id)) {
                scope(id, Scope.of(target));
            }
            ObjectNode described = body(id, Scope.of(target), standard.template(target), false);
            described.put("description", target.connector());
            targets.set(target.wireName(), described);
        }
    }

    static String text() {
        return JSON.writeValueAsString(new MappingSchema().schema) + "\n";
    }

    /** What can be said where this can be read, and in all parts of it. */
    private void scope(String id, Scope here) {
        definitions.set("facts:" + id, oneOf(new TreeSet<>(here.words().facts().keySet()).stream(), ""));
        definitions.set("paths:" + id, oneOf(here.raw().paths().sequencedKeySet().stream(), ""));
        if (here.record() == null) {
            definitions.set("record-facts:" + id, oneOf(new TreeSet<>(here.words().facts().keySet()).stream(), "/"));
            definitions.set("record-paths:" + id, oneOf(here.raw().paths().sequencedKeySet().stream(), "/"));
        }
        ArrayNode ways = definitions.putObject("value:" + id).putArray("anyOf");
        ways.add(scalar());
        for (OperationForm form : OperationForm.values()) {
            ways.add(operation(form, id));
        }
        definitions.set("body:" + id, body(id, here, null, true));
        definitions.set("object:" + id, object(id, here, null));
        here.words().parts().keySet().stream().sorted()
                .forEach(part -> scope(id + "/" + part, Objects.requireNonNull(here.part(part))));
    }

    private ObjectNode operation(OperationForm form, String id) {
        ObjectNode operation = JSON.createObjectNode().put("description", form.meaning()).put("type", "object")
                .put("additionalProperties", false);
        ArrayNode required = operation.putArray("required").add(form.key());
        ObjectNode properties = operation.putObject("properties");
        properties.set(form.key(), described(form.kind(), id).put("description", form.meaning()));
        for (Argument argument : form.arguments()) {
            properties.set(argument.name(), described(argument.kind(), id));
            if (argument.isRequired()) {
                required.add(argument.name());
            }
        }
        properties.set(OperationForm.MAX.name(), described(OperationForm.MAX.kind(), id).put("minimum", 1)
                .put("description", "cuts a text to so many characters"));
        properties.putObject(OperationForm.CLEAR).put("type", "boolean").put("description",
                "empties the field in AFAS when the value went away");
        return operation;
    }

    private ObjectNode described(OperationForm.Kind kind, String id) {
        return switch (kind) {
            case VALUE -> reference("value:" + id);
            case VALUES -> {
                ObjectNode list = JSON.createObjectNode().put("type", "array");
                list.set("items", reference("value:" + id));
                yield list;
            }
            case TEXT, FUNCTION -> JSON.createObjectNode().put("type", "string");
            case NUMBER -> JSON.createObjectNode().put("type", "integer");
            case ROWS -> {
                ObjectNode rows = JSON.createObjectNode().put("type", "object");
                rows.set("additionalProperties", scalar());
                yield rows;
            }
            case CONDITION -> JSON.createObjectNode().put("type", "string");
            case PATH -> {
                ObjectNode path = either("paths:" + id, "record-paths:" + record(id));
                path.withArray("anyOf").addObject().put("type", "string").put("pattern", "\\?$");
                yield path;
            }
            case FACT -> either("facts:" + id, "record-facts:" + record(id));
            case SETTING -> oneOf(Vocabulary.SETTINGS.stream().sorted(), "");
            case CONSTANT -> scalar();
        };
    }

    private static String record(String id) {
        return id.split("/", 2)[0];
    }

    private static ObjectNode either(String... references) {
        ObjectNode either = JSON.createObjectNode();
        ArrayNode ways = either.putArray("anyOf");
        for (String one : references) {
            ways.add(reference(one));
        }
        return either;
    }

    /**
     * An object: what stands in it is of the part it is made for each of.
     *
     * @param known as the default mapping has it; null when it has none of that name
     */
    private ObjectNode object(String id, Scope here, Template.@Nullable Nested known) {
        String each = known == null ? null : known.each();
        ObjectNode otherwise = known == null
                ? reference("body:" + id)
                : each == null
                        ? body(id, here, known.template(), true)
                        : body(id + "/" + each, Objects.requireNonNull(here.part(each)), known.template(), true);
        for (String part : here.words().parts().keySet().stream().sorted().toList().reversed()) {
            if (part.equals(each)) {
                continue;
            }
            ObjectNode choice = JSON.createObjectNode();
            ObjectNode question = choice.putObject("if").put("type", "object");
            question.putArray("required").add("each");
            question.putObject("properties").putObject("each").put("const", part);
            choice.set("then", reference("body:" + id + "/" + part));
            choice.set("else", otherwise);
            otherwise = choice;
        }
        ObjectNode object = JSON.createObjectNode();
        object.putArray("anyOf").add(JSON.createObjectNode().put("type", "null")).add(otherwise);
        return object;
    }

    private ObjectNode body(String id, Scope here, @Nullable Template known, boolean nested) {
        ObjectNode body = JSON.createObjectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = body.putObject("properties");
        if (nested) {
            properties.putObject("each").put("type", "string").put("description", "made for each of this part");
            properties.putObject("when").put("description", "made only where this holds").putArray("type")
                    .add("string").add("null");
        }
        ObjectNode fields = named(properties.putObject("fields"));
        ArrayNode field = fields.putObject("patternProperties").putObject("^(?:" + TemplateReader.FIELD + ")$")
                .putArray("anyOf");
        field.addObject().put("type", "null");
        field.add(reference("value:" + id));
        ObjectNode objects = named(properties.putObject("objects"));
        String others = "";
        if (known != null && !known.objects().isEmpty()) {
            ObjectNode own = objects.putObject("properties");
            known.objects().forEach((name, object) -> own.set(name, object(id, here, object)));
            others = "(?!(?:" + String.join("|", known.objects().keySet()) + ")$)";
        }
        objects.putObject("patternProperties").set("^" + others + TemplateReader.OBJECT + "$",
                reference("object:" + id));
        return body;
    }

    private static ObjectNode named(ObjectNode map) {
        map.putArray("type").add("object").add("null");
        return map.put("additionalProperties", false);
    }

    private static ObjectNode reference(String definition) {
        return JSON.createObjectNode().put("$ref", "#/definitions/" + definition.replace("/", "~1"));
    }

    private static ObjectNode scalar() {
        ObjectNode scalar = JSON.createObjectNode();
        scalar.putArray("type").add("string").add("number").add("boolean");
        return scalar;
    }

    private static ObjectNode oneOf(Stream<String> names, String prefix) {
        ObjectNode oneOf = JSON.createObjectNode().put("type", "string");
        ArrayNode values = oneOf.putArray("enum");
        names.forEach(name -> values.add(prefix + name));
        return oneOf;
    }
}
