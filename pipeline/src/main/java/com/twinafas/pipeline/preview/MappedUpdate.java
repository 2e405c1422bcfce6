package com.twinafas.pipeline.preview;

import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate;

/**
 * One update that mapping a record gives, as it would travel.
 *
 * @param customerRevision of the debtor block; null when it has none
 * @param values           in the order in which they are sent
 */
public record MappedUpdate(RecordKey key, long revision, long settingsVersion, String rawHash, String contentHash,
        @Nullable Long customerRevision, AfasUpdate content, List<MadeValue> values) {

    public MappedUpdate {
        values = List.copyOf(values);
    }
}
