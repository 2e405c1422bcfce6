package com.twinafas.mapper.mapping;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.input.RawElements;
import com.twinafas.mapper.input.RawPath;

/**
 * What can be read where something stands in a mapping.
 *
 * @param words  facts and parts of the part at hand
 * @param raw    its raw element
 * @param record the same of the record; null where the record itself is at hand
 */
record Scope(Vocabulary words, RawElements raw, @Nullable Scope record) {

    static Scope of(Target target) {
        return new Scope(Vocabulary.of(target), RawElements.of(target.source()), null);
    }

    /** Of the record. */
    Scope whole() {
        return record == null ? this : record;
    }

    /** Of each part of this name; null when there is none. */
    @Nullable
    Scope part(String name) {
        Vocabulary part = words.part(name);
        return part == null ? null : new Scope(part, raw.at(part.raw()), whole());
    }

    /** Why there is no text at the path; empty when there can be one. */
    Optional<String> objection(RawPath path) {
        return path.onTrust() ? Optional.empty() : (path.fromRecord() ? whole() : this).raw.objection(path);
    }
}
