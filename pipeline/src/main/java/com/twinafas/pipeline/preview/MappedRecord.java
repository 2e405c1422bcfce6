package com.twinafas.pipeline.preview;

import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.key.RecordKey;

/**
 * What mapping one record gives.
 *
 * @param raw     its XML; null when it was deleted at Twinfield
 * @param because why there is no update although nothing is wrong: what it waits for, or which setting leaves it out
 * @param refusal why it cannot be mapped
 */
public record MappedRecord(RecordKey key, @Nullable String raw, @Nullable String because, @Nullable Cause refusal,
        List<MappedUpdate> updates) {

    public MappedRecord {
        updates = List.copyOf(updates);
    }
}
