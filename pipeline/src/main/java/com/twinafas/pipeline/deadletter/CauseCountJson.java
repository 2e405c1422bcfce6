package com.twinafas.pipeline.deadletter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.twinafas.schemas.key.RecordKey;

/** Counts by cause as JSON: maps and lists in the order in which they are read best. */
public final class CauseCountJson {

    private final CauseJson causes = new CauseJson();

    /** @param offered why a cause seems to be over; empty when it does not */
    public Map<String, Object> of(List<CauseCount> counts, Function<CauseCount, Map<String, String>> offered) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("records", counts.stream().mapToLong(CauseCount::count).sum());
        json.put("causes", counts.stream().map(count -> cause(count, offered.apply(count))).toList());
        return json;
    }

    private Map<String, Object> cause(CauseCount count, Map<String, String> offered) {
        Map<String, Object> json = causes.of(count.cause(), count.stage());
        json.put("records", count.count());
        Map<String, Object> byKind = new LinkedHashMap<>();
        count.byKind().forEach((kind, records) -> byKind.put(kind.wireName(), records));
        json.put("byKind", byKind);
        json.put("firstAt", count.firstAt().toString());
        json.put("lastAt", count.lastAt().toString());
        json.put("attempts", count.attempts());
        if (!offered.isEmpty()) {
            json.put("offered", offered);
        }
        json.put("examples", count.records().stream().map(RecordKey::toString).toList());
        return json;
    }
}
