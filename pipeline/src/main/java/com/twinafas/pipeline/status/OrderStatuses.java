package com.twinafas.pipeline.status;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.schemas.key.RecordKind;

/** What AFAS says of the orders that records were delivered as. Not for several threads at once. */
final class OrderStatuses {

    /** An order that AFAS does not show any more. */
    private static final String GONE = "gone";
    private static final String NONE = "none";

    /** The number of the kind in its first byte, that of the status behind it; 0 is none. */
    private static final int KIND_AND_STATUS = 0;
    private static final long KIND_MASK = 0xFF;
    private static final List<RecordKind> KINDS = List.of(RecordKind.values());

    private final KeyTable orders = new KeyTable(1);
    /** There are few, each of very many orders. */
    private final List<String> statuses = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** A record of the kind was delivered as the order. */
    void delivered(RecordKind kind, String orderNumber) {
        int row = orders.add(orderNumber);
        set(row, number(kind), status(row));
    }

    /** @param status null when AFAS says none */
    void said(String orderNumber, @Nullable String status, boolean gone) {
        String named = gone ? GONE : status == null ? NONE : status;
        int number = numbers.computeIfAbsent(named, any -> {
            statuses.add(named);
            return statuses.size();
        });
        int row = orders.add(orderNumber);
        set(row, kind(row), number);
    }

    /** How many orders of a kind there are in each status, as far as AFAS has said. */
    Map<String, Long> counts(RecordKind kind) {
        long[] counted = new long[statuses.size() + 1];
        orders.rows().filter(row -> kind(row) == number(kind))
                .forEach(row -> counted[status(row)]++);
        Map<String, Long> counts = new TreeMap<>();
        for (int number = 1; number < counted.length; number++) {
            if (counted[number] > 0) {
                counts.put(statuses.get(number - 1), counted[number]);
            }
        }
        return counts;
    }

    private int kind(int row) {
        return (int) (orders.get(row, KIND_AND_STATUS) & KIND_MASK);
    }

    private int status(int row) {
        return (int) (orders.get(row, KIND_AND_STATUS) >> Byte.SIZE);
    }

    private void set(int row, int kind, int status) {
        orders.set(row, KIND_AND_STATUS, (long) status << Byte.SIZE | kind);
    }

    private static int number(RecordKind kind) {
        return KINDS.indexOf(kind) + 1;
    }
}
