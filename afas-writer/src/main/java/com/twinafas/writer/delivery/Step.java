package com.twinafas.writer.delivery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;

/**
 * One step in a record's story.
 *
 * @param details keys and codes, never personal data
 */
public record Step(RecordKey key, String name, long revision, Map<String, String> details, @Nullable Content content) {

    /**
     * What was said to AFAS or by it, word for word. It is personal and only ever kept sealed.
     *
     * @param owner customer it is about, or the record itself when it is about nobody
     */
    public record Content(RecordKey owner, String text) {
    }

    public static Step of(RecordKey key, String name, Version version) {
        return new Step(key, name, version.revision(), Map.of(), null);
    }

    public static Step of(RecordKey key, String name, Version version, Map<String, String> details) {
        return new Step(key, name, version.revision(), details, null);
    }

    /** With what was said. */
    public Step saying(RecordKey owner, String text) {
        return new Step(key, name, revision, details, new Content(owner, text));
    }
}
