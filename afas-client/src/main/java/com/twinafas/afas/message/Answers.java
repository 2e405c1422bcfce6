package com.twinafas.afas.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.afas.Metainfo;

/** Reads the bodies of successful answers. A body that is no JSON is a {@link JacksonException}. */
public final class Answers {

    /** Profit 6 writes {@code -.5} (afas-api §2). */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS).build();

    private Answers() {
    }

    /**
     * The rows of a page; values are the text AFAS wrote, numbers too, without the blanks at their end: AFAS fills codes
     * up to the length of their field here and not there.
     *
     * @throws AfasFailure.ContractBroken when it is JSON without rows
     */
    public static List<AfasRow> rows(String connector, String body) {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    boolean rows = json.currentName().equals("rows");
                    if (json.nextToken() == JsonToken.START_ARRAY && rows) {
                        List<AfasRow> found = new ArrayList<>();
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            found.add(row(json));
                        }
                        complete(json);
                        return found;
                    }
                    json.skipChildren();
                }
            }
        }
        throw new AfasFailure.ContractBroken(connector, "GET " + connector + ": an answer without rows");
    }

    private static AfasRow row(JsonParser json) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String column = json.currentName();
            JsonToken value = json.nextToken();
            if (value.isScalarValue()) {
                values.put(column, value == JsonToken.VALUE_NULL ? null : json.getString().stripTrailing());
            } else {
                json.skipChildren();
            }
        }
        return new AfasRow(values);
    }

    /** Reads to the end: an answer cut off behind its last row must not pass for a short page. */
    private static void complete(JsonParser json) {
        while (json.nextToken() != null) {
            json.skipChildren();
        }
    }

    /**
     * The keys of what was written: every value in the body, at whatever depth, with or without {@code results}; of a
     * name that stands there twice the first. An empty body has none.
     */
    public static AfasAnswer keys(String body) {
        Map<String, String> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (!body.isBlank()) {
            collect(JSON.readTree(body), keys);
        }
        return new AfasAnswer(keys, body);
    }

    private static void collect(JsonNode node, Map<String, String> keys) {
        if (node.isArray()) {
            node.forEach(entry -> collect(entry, keys));
        }
        node.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (value.isContainer()) {
                collect(value, keys);
            } else if (!value.isNull() && !value.asString().isBlank()) {
                keys.putIfAbsent(property.getKey(), value.asString().stripTrailing());
            }
        });
    }

    /** The answer of {@code /metainfo}. */
    public static Metainfo metainfo(String body) {
        JsonNode node = JSON.readTree(body);
        if (!node.has("getConnectors") && !node.has("updateConnectors")) {
            throw new AfasFailure.ContractBroken("metainfo", "GET metainfo: an answer without connectors");
        }
        JsonNode info = node.path("info");
        String expiry = info.path("tokenExpiry").asString("");
        return new Metainfo(ids(node.path("getConnectors")), ids(node.path("updateConnectors")),
                info.path("envid").asString(""), expiry.isEmpty() ? null : expiry);
    }

    private static Set<String> ids(JsonNode connectors) {
        Set<String> ids = new LinkedHashSet<>();
        connectors.forEach(connector -> ids.add(connector.path("id").asString("")));
        return ids;
    }

    /**
     * The answer of {@code /metainfo/get/…} or {@code /metainfo/update/…}. A column's name is its {@code id}; a field
     * of an UpdateConnector only has a {@code fieldId} (afas-api §1.3).
     */
    public static ConnectorFields fields(String connector, String body) {
        JsonNode node = JSON.readTree(body);
        if (!node.path("fields").isArray()) {
            throw new AfasFailure.ContractBroken(connector, "GET metainfo of " + connector + ": no fields");
        }
        return fields(node);
    }

    private static ConnectorFields fields(JsonNode node) {
        Map<String, ConnectorFields.Field> fields = new LinkedHashMap<>();
        node.path("fields").forEach(field -> {
            String id = field.path("id").asString(field.path("fieldId").asString(""));
            Set<String> values = new LinkedHashSet<>();
            field.path("values").forEach(value -> values.add(value.path("id").asString("")));
            fields.put(id, new ConnectorFields.Field(id, field.path("dataType").asString(""),
                    field.path("label").asString(""), field.path("mandatory").asBoolean(false),
                    field.path("length").asInt(0), field.path("decimals").asInt(0), values));
        });
        Map<String, ConnectorFields> objects = new LinkedHashMap<>();
        node.path("objects").forEach(object -> objects.put(object.path("name").asString(""), fields(object)));
        return new ConnectorFields(node.path("name").asString(node.path("id").asString("")), fields, objects);
    }

    /** The answer of {@code /ProfitVersion}. */
    public static String version(String body) {
        String version = JSON.readTree(body).path("version").asString("");
        if (version.isEmpty()) {
            throw new AfasFailure.ContractBroken("ProfitVersion", "GET ProfitVersion: an answer without version");
        }
        return version;
    }
}
