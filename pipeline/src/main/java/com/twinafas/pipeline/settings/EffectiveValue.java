package com.twinafas.pipeline.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One value in force.
 *
 * @param key    in full, for example {@code twinafas.offices[0].articles}
 * @param value  as it is written; null when nothing is set, and for a secret
 * @param origin who says so
 * @param from   the key at which it is said; null for a default
 * @param office whose setting it is
 */
public record EffectiveValue(String key, @Nullable String value, Origin origin, @Nullable String from,
        @Nullable String office) {

    /** Where a value comes from. */
    public enum Origin {
        /** Nobody says anything. */
        DEFAULT,
        /** Said for the tenant. */
        TENANT,
        /** Said for the office. */
        OFFICE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
