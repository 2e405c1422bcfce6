package com.twinafas.pipeline.doubt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.twinafas.pipeline.deadletter.CauseJson;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.Stage;

/** Doubts as JSON: maps in the order in which they are read best. */
public final class DoubtJson {

    private final CauseJson causes = new CauseJson();

    public Map<String, Object> of(List<Doubt> doubts, PeriodOfDoubt period) {
        return Map.of("doubts", doubts.stream().map(doubt -> of(doubt, period)).toList());
    }

    private Map<String, Object> of(Doubt doubt, PeriodOfDoubt period) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("record", doubt.record().toString());
        json.put("withPerson", doubt.isWithPerson());
        Map<String, Object> sent = new LinkedHashMap<>();
        sent.put("at", doubt.sentAt().toString());
        sent.put("method", doubt.method());
        sent.put("connector", doubt.connector());
        sent.put("administration", doubt.administration());
        sent.put("facts", doubt.facts());
        json.put("sent", sent);
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("reference", doubt.reference());
        found.put("looks", doubt.looks());
        found.put("lookedAt", doubt.lookedAt() == null ? null : doubt.lookedAt().toString());
        found.put("mayComeUntil", period.end(doubt.sentAt()).toString());
        json.put("found", found);
        Cause cause = doubt.cause();
        json.put("cause", cause == null ? null : causes.of(cause, Stage.WRITE.wireName()));
        return json;
    }
}
