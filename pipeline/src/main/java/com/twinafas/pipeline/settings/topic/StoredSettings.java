package com.twinafas.pipeline.settings.topic;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One version of the settings document as it is kept.
 *
 * @param document as YAML
 * @param fileHash of the configuration file's document that was imported last, with this version or before
 */
public record StoredSettings(long version, String document, @Nullable String fileHash, Author by, Instant at,
        @Nullable String comment) {

    /** Who made a version. */
    public enum Author {
        FILE,
        API;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
