package com.twinafas.mapper.check;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.value.ValueType;

/**
 * The fields of an UpdateConnector, or of an object nested in it, as an environment says in {@code /metainfo/update}
 * (afas-api §1.3).
 *
 * @param fields  by field id
 * @param objects nested objects, by name
 */
public record AfasFields(Map<String, Field> fields, Map<String, AfasFields> objects) {

    public AfasFields {
        fields = Map.copyOf(fields);
        objects = Map.copyOf(objects);
    }

    /**
     * One field.
     *
     * @param dataType as AFAS calls it, for example {@code string} or {@code decimal}
     * @param length   0 when not limited
     * @param values   the only values there are; empty when free
     */
    public record Field(String id, String dataType, String label, boolean mandatory, int length, Set<String> values) {

        public Field {
            values = Set.copyOf(values);
        }

        /** Null for a type we do not know, which takes anything. */
        @Nullable
        ValueType type() {
            return switch (dataType) {
                case "string", "memo", "blob" -> ValueType.TEXT;
                case "int", "decimal" -> ValueType.NUMBER;
                case "boolean" -> ValueType.FLAG;
                case "date" -> ValueType.DATE;
                default -> null;
            };
        }
    }
}
