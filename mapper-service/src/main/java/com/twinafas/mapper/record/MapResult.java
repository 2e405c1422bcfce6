package com.twinafas.mapper.record;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate;

/** What became of a raw record. */
public sealed interface MapResult {

    /** It is one update, or one for each sub-article of an article. */
    record Mapped(List<KeyedUpdate> updates) implements MapResult {
        public Mapped {
            updates = List.copyOf(updates);
        }
    }

    /**
     * An update and the record it is for: the raw record, or of an article with several sub-articles one of those
     * ({@code article/2002/2002-S}).
     *
     * @param contentHash of the update without its debtor block
     */
    record KeyedUpdate(RecordKey key, AfasUpdate update, String contentHash) {

        public static KeyedUpdate of(RecordKey key, AfasUpdate update) {
            return new KeyedUpdate(key, update, ContentHash.of(update));
        }
    }

    /** It waits for records that are not known yet, while the first load runs. */
    record Waiting(Set<RecordKey> needed) implements MapResult {
        public Waiting {
            needed = Set.copyOf(needed);
        }
    }

    /**
     * It cannot go on.
     *
     * @param missing the record whose arrival would change that; null when none would
     */
    record Refused(Cause cause, @Nullable RecordKey missing) implements MapResult {
    }

    /** It is not to travel, by the settings or by what it is. */
    record Ignored(String reason) implements MapResult {
    }
}
