package com.twinafas.simulators.afas.writing;

import java.util.List;
import java.util.Map;

/**
 * An object of an UpdateConnector: its fields and the objects that can be nested in it.
 *
 * @param objects by name
 */
public record ObjectDefinition(String name, Map<String, FieldDefinition> fields,
        Map<String, ObjectDefinition> objects) {

    List<FieldDefinition> mandatory() {
        return fields.values().stream().filter(FieldDefinition::mandatory).toList();
    }
}
