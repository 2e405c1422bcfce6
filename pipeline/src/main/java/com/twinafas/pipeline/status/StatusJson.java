package com.twinafas.pipeline.status;

import java.util.LinkedHashMap;
import java.util.Map;

import com.twinafas.pipeline.deadletter.CauseJson;
import com.twinafas.schemas.key.RecordKind;

/** A status as JSON: maps and lists in the order in which they are read best. */
public final class StatusJson {

    private final CauseJson causes = new CauseJson();

    public Map<String, Object> of(Status status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tenant", status.tenant());
        json.put("at", status.at().toString());
        json.put("complete", status.complete());
        json.put("flows", flows(status));
        json.put("reference", status.reference());
        json.put("causes", status.causes().stream().map(this::cause).toList());
        return json;
    }

    private static Map<String, Object> flows(Status status) {
        Map<String, Object> flows = new LinkedHashMap<>();
        for (RecordKind kind : RecordKind.values()) {
            Status.Flow flow = status.flows().get(kind);
            if (flow != null) {
                Map<String, Object> counts = new LinkedHashMap<>();
                counts.put("read", flow.read());
                for (RecordState state : RecordState.values()) {
                    counts.put(state.wireName(), flow.in(state));
                }
                if (kind == RecordKind.SALES_INVOICE) {
                    counts.put("orders", flow.orders());
                }
                flows.put(kind.wireName(), counts);
            }
        }
        return flows;
    }

    private Map<String, Object> cause(Status.HeldBy held) {
        Map<String, Object> json = causes.of(held.cause(), held.stage());
        json.put("records", held.records());
        Map<String, Object> byKind = new LinkedHashMap<>();
        held.byKind().forEach((kind, count) -> byKind.put(kind.wireName(), count));
        json.put("byKind", byKind);
        json.put("examples", held.examples());
        return json;
    }
}
