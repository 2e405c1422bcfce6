package com.twinafas.twinfield.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A code, with what Twinfield says beside it.
 *
 * @param code     text with its leading zeros
 * @param texts    attributes, for example {@code name} in the user's language, {@code type}, {@code dimensiontype}
 */
public record Coded(String code, Map<String, String> texts) {

    public Coded {
        texts = Map.copyOf(texts);
    }

    /** In the user's language; null when Twinfield does not say. */
    public @Nullable String name() {
        return texts.get("name");
    }
}
