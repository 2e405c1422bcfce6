package com.twinafas.mapper.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * One raw record, read.
 *
 * @param rawHash of its canonical form
 * @param element its own element; null when it was deleted
 */
public record SourceRecord(RecordKey key, long revision, String rawHash, State state, Instant polledAt,
        @Nullable XmlElement element) {

    /** What Twinfield says about it: hidden is a state, not a deletion. */
    public enum State {
        ACTIVE,
        HIDDEN,
        DELETED
    }

    /** The element of a record that was not deleted. */
    public XmlElement content() {
        if (element == null) {
            throw new IllegalStateException(key + " was deleted and has no content");
        }
        return element;
    }
}
