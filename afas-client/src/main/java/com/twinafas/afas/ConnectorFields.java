package com.twinafas.afas;

import java.util.Map;
import java.util.Set;

/**
 * The fields of a connector or of an object nested in it (afas-api §1.3).
 *
 * @param fields  by field id; of a GetConnector by column name
 * @param objects nested objects, by name; none for a GetConnector
 */
public record ConnectorFields(String name, Map<String, Field> fields, Map<String, ConnectorFields> objects) {

    /**
     * One field.
     *
     * @param length 0 when not limited
     * @param values the allowed values; empty when free
     */
    public record Field(String id, String dataType, String label, boolean mandatory, int length, int decimals,
            Set<String> values) {
    }
}
