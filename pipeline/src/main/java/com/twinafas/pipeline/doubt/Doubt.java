package com.twinafas.pipeline.doubt;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.key.RecordKey;

/**
 * A request that may or may not have been carried out.
 *
 * @param intent         names this one request
 * @param method         POST or PUT
 * @param reference      by which its result is looked for
 * @param administration in AFAS; null where there is none
 * @param facts          what was sent, by AFAS field: numbers and dates
 * @param sentAt         when it was announced; it left within seconds of that
 * @param looks          how often it was looked for since
 * @param lookedAt       when that was last written down; null when it was not yet
 * @param cause          why a person was asked; null while it is still looked for
 */
public record Doubt(RecordKey record, String intent, String connector, String method, String reference,
        @Nullable String administration, SortedMap<String, String> facts, Instant sentAt, int looks,
        @Nullable Instant lookedAt, @Nullable Cause cause) {

    public Doubt {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /** Whether it cannot be settled by looking any more. */
    public boolean isWithPerson() {
        return cause != null;
    }
}
