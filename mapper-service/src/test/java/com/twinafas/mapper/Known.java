package com.twinafas.mapper;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.record.KnownRecords;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** Records that are known, in memory; complete unless said otherwise. */
public final class Known implements KnownRecords {

    private final Map<RecordKey, SourceRecord> records = new HashMap<>();
    private final Set<RecordKind> incomplete = new HashSet<>();

    public Known with(SourceRecord record) {
        records.put(record.key(), record);
        return this;
    }

    public Known incomplete(RecordKind kind) {
        incomplete.add(kind);
        return this;
    }

    @Override
    public @Nullable SourceRecord find(RecordKey key) {
        return records.get(key);
    }

    @Override
    public @Nullable Instant completeSince(String office, RecordKind kind) {
        return incomplete.contains(kind) ? null : Instant.EPOCH;
    }
}
