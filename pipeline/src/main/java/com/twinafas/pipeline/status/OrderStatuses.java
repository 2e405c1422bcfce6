package com.twinafas.pipeline.status;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKind;

/** What AFAS says of the orders that records were delivered as. Not for several threads at once. */
final class OrderStatuses {

    /** An order that AFAS does not show any more. */
    private static final String GONE = "gone";
    private static final String NONE = "none";

    private final Map<String, RecordKind> delivered = new HashMap<>();
    private final Map<String, String> statuses = new HashMap<>();

    /** A record of the kind was delivered as the order. */
    void delivered(RecordKind kind, String orderNumber) {
        delivered.put(orderNumber, kind);
    }

    /** @param status null when AFAS says none */
    void said(String orderNumber, @Nullable String status, boolean gone) {
        // There are few, each of very many orders.
        statuses.put(orderNumber, gone ? GONE : status == null ? NONE : status.intern());
    }

    /** How many orders of a kind there are in each status, as far as AFAS has said. */
    Map<String, Long> counts(RecordKind kind) {
        Map<String, Long> counts = new TreeMap<>();
        delivered.forEach((number, of) -> {
            String status = statuses.get(number);
            if (of == kind && status != null) {
                counts.merge(status, 1L, Long::sum);
            }
        });
        return counts;
    }
}
