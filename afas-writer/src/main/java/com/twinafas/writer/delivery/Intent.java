package com.twinafas.writer.delivery;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import com.twinafas.afas.AfasRequest.Method;

/**
 * A request that is recorded before it is sent. As long as it is open nobody knows whether AFAS did it, and nothing else
 * is sent for the record.
 *
 * @param reference natural key by which its result is found
 * @param version   what is delivered once it turns out to be done
 * @param facts     what was sent, by AFAS field: numbers and dates that what is found must agree with, never personal
 *                  data
 * @param looks     how often it was looked for since
 */
public record Intent(String id, String connector, Method method, String reference, Version version,
        SortedMap<String, String> facts, Instant recordedAt, int looks) {

    private static final String REPEATABLE = "Repeatable";

    public Intent {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /**
     * A request that can be sent twice with the same result: one that is sent again once AFAS cannot be at it any more,
     * without looking.
     */
    public static Intent repeatable(String id, String connector, Method method, String reference, Version version,
            Instant recordedAt) {
        return new Intent(id, connector, method, reference, version, new TreeMap<>(Map.of(REPEATABLE, "true")),
                recordedAt, 0);
    }

    public boolean isRepeatable() {
        return facts.containsKey(REPEATABLE);
    }

    Intent lookedOnceMore() {
        return new Intent(id, connector, method, reference, version, facts, recordedAt, looks + 1);
    }
}
