package com.twinafas.afas;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys AFAS gave what was written, by field: {@code OrNu}, {@code DbId}, {@code BcCo}, {@code EnNo}, ...; names
 * compare without case, with or without the {@code results} wrapper, and the body may be empty (afas-api §3.3, §3.6).
 *
 * @param body word for word; may hold personal data, so it goes nowhere but into a sealed payload
 */
public record AfasAnswer(Map<String, String> keys, String body) {

    public AfasAnswer {
        TreeMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(keys);
        keys = Collections.unmodifiableMap(copy);
    }

    public @Nullable String key(String field) {
        return keys.get(field);
    }
}
