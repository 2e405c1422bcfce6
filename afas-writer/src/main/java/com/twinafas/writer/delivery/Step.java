package com.twinafas.writer.delivery;

import java.util.Map;

import com.twinafas.schemas.key.RecordKey;

/**
 * One step in a record's story.
 *
 * @param details keys and codes, never personal data
 */
public record Step(RecordKey key, String name, long revision, Map<String, String> details) {

    public static Step of(RecordKey key, String name, Version version) {
        return new Step(key, name, version.revision(), Map.of());
    }

    public static Step of(RecordKey key, String name, Version version, Map<String, String> details) {
        return new Step(key, name, version.revision(), details);
    }
}
