package com.twinafas.schemas.serde;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out of a schema what only Java code generation put in. Generated classes carry {@code avro.java.string}, the
 * schema files do not: registered as it is, the same schema would have two ids.
 */
final class JavaProperties {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<Schema, Schema> stripped = new ConcurrentHashMap<>();

    Schema strip(Schema schema) {
        return stripped.computeIfAbsent(schema, JavaProperties::parseWithout);
    }

    private static Schema parseWithout(Schema schema) {
        JsonNode tree = JSON.readTree(schema.toString());
        remove(tree);
        return new Schema.Parser().parse(tree.toString());
    }

    private static void remove(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(GenericData.STRING_PROP);
        }
        node.forEach(JavaProperties::remove);
    }
}
