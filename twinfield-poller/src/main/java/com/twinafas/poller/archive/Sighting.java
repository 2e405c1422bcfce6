package com.twinafas.poller.archive;

import java.time.Instant;
import java.util.Set;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/**
 * A record as it was seen at a moment.
 *
 * @param customers whom the content is about
 * @param hash      of the canonical form
 * @param text      the record's own element; empty when deleted
 * @param readAt    when the reading began: a state that was read earlier never replaces one that was read later
 */
public record Sighting(RecordKey key, Set<RecordKey> customers, RecordState state, String hash, String text,
        Instant readAt) {

    private static final String NO_CONTENT = "";
    private static final String NOBODY = "nobody";

    public Sighting {
        customers = Set.copyOf(customers);
    }

    /** A record that is proven deleted. */
    public static Sighting deleted(RecordKey key, Instant readAt) {
        return new Sighting(key, Set.of(), RecordState.DELETED, NO_CONTENT, NO_CONTENT, readAt);
    }

    /** Whose key it is encrypted under: its customer's, its own when it is about several, else nobody's. */
    public RecordKey owner() {
        return switch (customers.size()) {
            case 0 -> new RecordKey(key.office(), RecordKind.REFERENCE, NOBODY);
            case 1 -> customers.iterator().next();
            default -> key;
        };
    }

    /** Under another hash. */
    public Sighting hashed(String other) {
        return new Sighting(key, customers, state, other, text, readAt);
    }
}
