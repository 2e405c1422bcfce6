package com.twinafas.writer.delivery;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import com.twinafas.afas.AfasRequest.Method;

/**
 * A request that creates something, recorded before it is sent. As long as it is open nobody knows whether AFAS did it.
 *
 * @param reference natural key by which its result is found
 * @param version   what is delivered once it turns out to be done
 * @param facts     what was sent, by AFAS field: numbers and dates that what is found must agree with, never personal
 *                  data
 * @param looks     how often it was looked for since
 */
public record Intent(String id, String connector, Method method, String reference, Version version,
        SortedMap<String, String> facts, Instant recordedAt, int looks) {

    public Intent {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    Intent lookedOnceMore() {
        return new Intent(id, connector, method, reference, version, facts, recordedAt, looks + 1);
    }
}
