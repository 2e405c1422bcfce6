package com.twinafas.pipeline.settings;

import java.util.Locale;
import java.util.stream.Stream;
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

    /**
     * Whether it is what is asked for, or below it: a key with or without {@code twinafas}, an office by its place or
     * its code ({@code offices[NL01].articles}); empty asks for everything.
     */
    public boolean isAt(String asked) {
        String below = key.substring(SettingKeys.ROOT.length() + 1);
        return asked.isBlank() || Stream.of(key, below, below.replaceFirst("\\[\\d+]", "[" + office + "]"))
                .anyMatch(name -> name.equals(asked) || name.startsWith(asked + ".") || name.startsWith(asked + "["));
    }

    /** As a line that a person reads. */
    public String line() {
        return key + " = " + (value == null ? "" : value) + "  (" + origin.wireName()
                + (from == null || from.equals(key) ? "" : ", by " + from) + ")";
    }

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
