package com.twinafas.mapper.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** What is known beside the record at hand: customers, articles and reference data, and since when they are complete. */
public interface KnownRecords {

    /** The last state of a customer, an article or a reference record; null when it is not known or was deleted. */
    @Nullable
    SourceRecord find(RecordKey key);

    /** Since when every record of the kind has been read at least once; null while the first load runs. */
    @Nullable
    Instant completeSince(String office, RecordKind kind);
}
