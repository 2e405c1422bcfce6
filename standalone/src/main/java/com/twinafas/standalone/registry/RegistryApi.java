package com.twinafas.standalone.registry;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.schemas.registry.Compatibility;
import com.twinafas.schemas.registry.Registry.Version;
import com.twinafas.schemas.registry.SchemaBook;

/** Confluent's REST API without its HTTP: a method, a path and a body make an answer. Nothing can be deleted. */
final class RegistryApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SchemaLog log;

    RegistryApi(SchemaLog log) {
        this.log = log;
    }

    /**
     * @param path decoded, in its parts
     * @return what goes into the answer's body as JSON
     * @throws ApiError when it is refused
     */
    Object answer(String method, List<String> path, String body) {
        String[] parts = path.toArray(String[]::new);
        return switch (method + " " + (parts.length == 0 ? "" : parts[0])) {
            case "GET " -> Map.of();
            case "GET subjects", "POST subjects" -> subjects(method, parts, body);
            case "GET schemas" -> schemas(parts);
            case "GET config", "PUT config" -> config(method, parts, body);
            case "GET mode" -> Map.of("mode", "READWRITE");
            case "POST compatibility" -> compatibility(parts, body);
            default -> throw notFound();
        };
    }

    private Object subjects(String method, String[] parts, String body) {
        boolean post = method.equals("POST");
        if (parts.length == 1 && !post) {
            return log.ask(SchemaBook::subjects);
        }
        if (parts.length == 2 && post) {
            return lookUp(parts[1], schema(body));
        }
        if (parts.length < 3 || !parts[2].equals("versions")) {
            throw notFound();
        }
        if (parts.length == 3) {
            return post
                    ? register(parts[1], schema(body))
                    : versions(parts[1]).stream().map(Version::version).toList();
        }
        if (post) {
            throw notFound();
        }
        Version version = version(parts[1], parts[3]);
        return parts.length == 5 && parts[4].equals("schema")
                ? JSON.readTree(version.schema().toString())
                : described(version);
    }

    private Object register(String subject, Schema schema) {
        Version version = log.register(subject, schema).orElseThrow(
                () -> new ApiError(409, "The schema is not compatible with an earlier version of subject " + subject));
        return Map.of("id", version.id());
    }

    private Object lookUp(String subject, Schema schema) {
        Optional<Version> found = log.find(book -> book.find(subject, schema));
        if (found.isEmpty()) {
            versions(subject);
            throw new ApiError(40403, "Schema not found");
        }
        return described(found.get());
    }

    private Object schemas(String[] parts) {
        if (parts.length == 2 && parts[1].equals("types")) {
            return List.of("AVRO");
        }
        if (parts.length < 3 || !parts[1].equals("ids")) {
            throw notFound();
        }
        int id = number(parts[2], 40403, "Schema not found");
        Schema schema = log.find(book -> book.find(id)).orElseThrow(() -> new ApiError(40403, "Schema not found"));
        List<Version> uses = log.ask(SchemaBook::versions).stream().filter(version -> version.id() == id).toList();
        return switch (parts.length == 3 ? "" : parts[3]) {
            case "" -> Map.of("schema", schema.toString());
            case "schema" -> JSON.readTree(schema.toString());
            case "subjects" -> uses.stream().map(Version::subject).toList();
            case "versions" -> uses.stream()
                    .map(use -> Map.of("subject", use.subject(), "version", use.version())).toList();
            default -> throw notFound();
        };
    }

    private Object config(String method, String[] parts, String body) {
        String subject = parts.length > 1 ? parts[1] : null;
        if (method.equals("GET")) {
            return Map.of("compatibilityLevel", level(subject));
        }
        String name = json(body).path("compatibility").asString("");
        Compatibility level = Arrays.stream(Compatibility.values()).filter(known -> known.name().equals(name))
                .findFirst().orElseThrow(() -> new ApiError(42203, "Invalid compatibility level"));
        log.compatibility(subject, level);
        return Map.of("compatibility", level);
    }

    private Compatibility level(@Nullable String subject) {
        if (subject == null) {
            return log.ask(SchemaBook::compatibility);
        }
        return log.find(book -> book.ownCompatibility(subject)).orElseThrow(() -> new ApiError(40408,
                "Subject '" + subject + "' does not have subject-level compatibility configured"));
    }

    private Object compatibility(String[] parts, String body) {
        if (parts.length < 4 || !parts[1].equals("subjects") || !parts[3].equals("versions")) {
            throw notFound();
        }
        Schema schema = schema(body);
        if (parts.length == 4) {
            return Map.of("is_compatible", log.ask(book -> book.allows(parts[2], schema)));
        }
        Version version = version(parts[2], parts[4]);
        return Map.of("is_compatible",
                log.ask(book -> book.compatibility(parts[2]).allows(schema, List.of(version.schema()))));
    }

    private List<Version> versions(String subject) {
        return log.find(book -> Optional.of(book.versions(subject)).filter(versions -> !versions.isEmpty()))
                .orElseThrow(() -> new ApiError(40401, "Subject '" + subject + "' not found."));
    }

    private Version version(String subject, String number) {
        List<Version> versions = versions(subject);
        if (number.equals("latest")) {
            return log.ask(book -> book.latest(subject));
        }
        int wanted = number(number, 42202, "The specified version '" + number + "' is not a valid version id");
        return versions.stream().filter(version -> version.version() == wanted).findFirst()
                .orElseThrow(() -> new ApiError(40402, "Version " + wanted + " not found."));
    }

    private static Map<String, Object> described(Version version) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("subject", version.subject());
        described.put("version", version.version());
        described.put("id", version.id());
        described.put("schema", version.schema().toString());
        return described;
    }

    private static Schema schema(String body) {
        JsonNode request = json(body);
        if (!request.path("schemaType").asString("AVRO").equals("AVRO")) {
            throw new ApiError(42201, "Only schemas of type AVRO are kept here");
        }
        if (!request.path("references").isEmpty()) {
            throw new ApiError(42201, "References between schemas are not kept here");
        }
        try {
            return new Schema.Parser().parse(request.path("schema").asString(""));
        } catch (AvroRuntimeException e) {
            throw new ApiError(42201, "Invalid schema: " + e.getMessage());
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new ApiError(42201, "The body is not JSON");
        }
    }

    private static int number(String text, int code, String otherwise) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ApiError(code, otherwise);
        }
    }

    private static ApiError notFound() {
        return new ApiError(404, "HTTP 404 Not Found");
    }
}
