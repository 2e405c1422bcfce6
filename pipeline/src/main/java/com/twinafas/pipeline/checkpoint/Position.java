package com.twinafas.pipeline.checkpoint;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader of a source stands.
 *
 * @param completeSince when the first complete load ended; null while it runs
 */
public record Position(@Nullable Instant completeSince, Map<String, String> entries) {

    /** Nothing was read yet. */
    public static final Position START = new Position(null, Map.of());

    public Position {
        entries = Map.copyOf(entries);
    }

    /** With the entry; null removes it. */
    public Position with(String name, @Nullable String value) {
        Map<String, String> changed = new TreeMap<>(entries);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Position(completeSince, changed);
    }

    /** With the first load done, unless it was before. */
    public Position complete(Instant now) {
        return completeSince == null ? new Position(now, entries) : this;
    }

    public boolean isComplete() {
        return completeSince != null;
    }

    public @Nullable Instant instant(String name) {
        String value = entries.get(name);
        return value == null ? null : Instant.parse(value);
    }

    public String text(String name, String otherwise) {
        return entries.getOrDefault(name, otherwise);
    }
}
