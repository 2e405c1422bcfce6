package com.twinafas.afas.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * AFAS's own OpenAPI description, read from the shared samples, as a judge of UpdateConnector bodies: names, nesting,
 * lengths, value lists and types. It is as tolerant as AFAS's own examples are (afas-api §3.1): {@code Element} and
 * {@code Objects} may each be an object or an array; keys may stand as {@code @Key} on the element; booleans and
 * numbers may be strings; free fields are {@code U} and 32 hexadecimal digits. Its {@code required} lists are wrong in
 * both directions and are not looked at.
 */
public final class AfasOpenApi {

    private final Map<String, JsonNode> bodies = new TreeMap<>();
    private final Map<String, Set<String>> columns = new TreeMap<>();

    private AfasOpenApi(Path folder) {
        JsonMapper json = JsonMapper.shared();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".json")).sorted()
                    .forEach(file -> index(json.readTree(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The description, when a {@code shared/samples} folder stands beside this repository. */
    public static Optional<AfasOpenApi> find() {
        return samples().map(folder -> new AfasOpenApi(folder.resolve("openapi")));
    }

    /** The folder {@code shared/samples/afas} beside this repository; empty when there is none. */
    public static Optional<Path> samples() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("shared/samples/afas");
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private void index(JsonNode document) {
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            String address = path.getKey();
            String name = address.substring(address.indexOf('/', 1) + 1);
            JsonNode reference = operation.getValue().at("/requestBody/content/application~1json/schema/$ref");
            if (reference.isString()) {
                bodies.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + name,
                        document.at(reference.stringValue().substring(1)));
            }
            JsonNode row = operation.getValue()
                    .at("/responses/200/content/application~1json/schema/properties/rows/items/properties");
            if (row.isObject()) {
                columns.put(name, new TreeSet<>(row.propertyNames()));
            }
        }));
    }

    /** The operations it describes, for example {@code POST FbSales} and {@code POST FbSales/FbSalesLines}. */
    public Set<String> operations() {
        return bodies.keySet();
    }

    /** The schema of a body, as AFAS wrote it. */
    JsonNode schema(String operation) {
        return bodies.getOrDefault(operation, JsonMapper.shared().missingNode());
    }

    /** The columns of a standard GetConnector; empty when it does not describe the connector. */
    public Set<String> columns(String getConnector) {
        return columns.getOrDefault(getConnector, Set.of());
    }

    /**
     * What is wrong with a body, each with its place; empty when nothing is.
     *
     * @param method    {@code POST} or {@code PUT}
     * @param connector as in the address behind {@code /connectors/}
     */
    public List<String> violations(String method, String connector, String body) {
        JsonNode schema = bodies.get(method + " " + connector);
        if (schema == null) {
            return List.of(method + " " + connector + " is not described");
        }
        JsonNode node;
        try {
            node = JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return List.of("not JSON: " + e.getOriginalMessage());
        }
        List<String> violations = new ArrayList<>();
        new Walk(violations).object(node, schema, "");
        return violations;
    }

    /** One walk through a body beside its schema. */
    private record Walk(List<String> violations) {

        private static final Set<String> ACTIONS = Set.of("insert", "update", "delete");

        /** The root, or one entry of {@code Objects}: named objects, each with an {@code Element}. */
        void object(JsonNode node, JsonNode schema, String place) {
            if (!node.isObject() || node.isEmpty()) {
                violations.add(place + ": not an object with a name");
                return;
            }
            node.properties().forEach(named -> {
                String inner = place + "/" + named.getKey();
                JsonNode described = schema.path("properties").path(named.getKey());
                if (described.isMissingNode()) {
                    violations.add(inner + ": no such object");
                    return;
                }
                JsonNode element = described.path("properties").path("Element");
                named.getValue().properties().forEach(property -> {
                    if (property.getKey().equals("Element")) {
                        entries(property.getValue())
                                .forEach(entry -> element(entry, oneOf(element), inner + "/Element"));
                    } else {
                        violations.add(inner + "/" + property.getKey() + ": unexpected");
                    }
                });
            });
        }

        private void element(JsonNode node, JsonNode schema, String place) {
            if (!node.isObject()) {
                violations.add(place + ": not an object");
                return;
            }
            JsonNode fields = schema.path("properties").path("Fields").path("properties");
            JsonNode objects = schema.path("properties").path("Objects");
            node.properties().forEach(property -> {
                String name = property.getKey();
                JsonNode value = property.getValue();
                if (name.equals("Fields")) {
                    entries(value).forEach(set -> set.properties()
                            .forEach(field -> field(field.getKey(), field.getValue(), fields, place)));
                } else if (name.equals("Objects") && !objects.isMissingNode()) {
                    entries(value).filter(entry -> !entry.isEmpty())
                            .forEach(entry -> object(entry, oneOf(objects), place));
                } else if (name.startsWith("@")) {
                    field(name, value, fields, place);
                } else {
                    violations.add(place + "/" + name + ": unexpected");
                }
            });
        }

        private void field(String name, JsonNode value, JsonNode fields, String place) {
            String inner = place + "/" + name;
            if (name.equals("@Action")) {
                if (!ACTIONS.contains(value.asString(""))) {
                    violations.add(inner + ": no such action");
                }
                return;
            }
            String id = name.startsWith("@") ? name.substring(1) : name;
            JsonNode described = fields.path(id);
            if (described.isMissingNode()) {
                if (!id.matches("U[0-9A-F]{32}")) {
                    violations.add(inner + ": no such field");
                }
            } else if (!value.isValueNode() || value.isNull()) {
                violations.add(inner + ": not a value");
            } else {
                String wrong = wrong(value.asString(), described);
                if (wrong != null) {
                    violations.add(inner + ": " + wrong);
                }
            }
        }

        /** Looks at the text of a value, as numbers and booleans may be strings; an empty text clears a field. */
        private static @Nullable String wrong(String text, JsonNode described) {
            if (text.isEmpty()) {
                return null;
            }
            String kind = described.path("type").asString("") + "/" + described.path("format").asString("");
            boolean fits = switch (kind) {
                case "string/date" -> text.matches("\\d{4}-\\d{2}-\\d{2}");
                case "boolean/" -> text.matches("true|false|0|1");
                case "integer/" -> text.matches("-?\\d+");
                case "number/number", "number/float" -> text.matches("-?\\d+(\\.\\d+)?");
                default -> true;
            };
            if (!fits) {
                return "is not a " + kind;
            }
            int length = described.path("maxLength").asInt(0);
            if (length > 0 && text.length() > length) {
                return "longer than " + length;
            }
            JsonNode values = described.path("enum");
            if (values.isArray() && values.valueStream().noneMatch(value -> value.asString().equals(text))) {
                return "not one of " + values;
            }
            return null;
        }

        private static Stream<JsonNode> entries(JsonNode node) {
            return node.isArray() ? node.valueStream() : Stream.of(node);
        }

        private static JsonNode oneOf(JsonNode schema) {
            return schema.has("items") ? schema.path("items") : schema;
        }
    }
}
