package com.twinafas.poller.archive;

import java.time.Instant;

import com.twinafas.schemas.key.RecordKey;

/**
 * A record as it was seen at a moment.
 *
 * @param owner  the customer the content is about, or the record itself
 * @param hash   of the canonical form
 * @param text   the record's own element; empty when deleted
 * @param readAt when the reading began: a state that was read earlier never replaces one that was read later
 */
public record Sighting(RecordKey key, RecordKey owner, RecordState state, String hash, String text, Instant readAt) {

    private static final String NO_CONTENT = "";

    /** A record that is proven deleted. */
    public static Sighting deleted(RecordKey key, Instant readAt) {
        return new Sighting(key, key, RecordState.DELETED, NO_CONTENT, NO_CONTENT, readAt);
    }
}
