package com.twinafas.mapper.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.twinafas.mapper.record.Unmappable;
import com.twinafas.schemas.failure.FailureCode;

/**
 * AFAS takes at most so many lines (afas-api §3.6): a longer entry gets one line of all those that differ in nothing but
 * their amount. Lines of customers and suppliers stay, each is an invoice or a payment of its own.
 */
final class Condensing {

    private static final int MOST_LINES = 1000;

    private Condensing() {
    }

    /** @throws Unmappable when it is still too long */
    static List<EntryLine> condensed(List<EntryLine> lines) {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<EntryLine> all = new ArrayList<>();
        Map<EntryLine.Likeness, Integer> places = new LinkedHashMap<>();
        for (EntryLine line : lines) {
            Integer place = line.isRelations() ? null : places.putIfAbsent(line.likeness(), all.size());
            if (place == null) {
                all.add(line);
            } else {
                all.set(place, all.get(place).plus(line));
            }
        }
        if (all.size() > MOST_LINES) {
            throw Unmappable.of(FailureCode.ENTRY_TOO_MANY_LINES,
                    Map.of("lines", String.valueOf(all.size()), "limit", String.valueOf(MOST_LINES)));
        }
        return all;
    }
}
