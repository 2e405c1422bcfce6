package com.twinafas.pipeline.reconciliation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reconciliation as JSON: maps and lists in the order in which they are read best. Amounts are texts. */
public final class ReconciliationJson {

    /** With everything that was found. */
    public Map<String, Object> full(Reconciliation one) {
        Map<String, Object> json = brief(one);
        Report report = one.report();
        if (report != null) {
            json.put("totals", report.totals().stream().map(ReconciliationJson::total).toList());
            json.put("counts", report.counts().entrySet().stream()
                    .map(count -> Map.of("kind", count.getKey().kind(), "what", count.getKey().what().wireName(),
                            "why", count.getKey().why().wireName(), "records", count.getValue()))
                    .toList());
            json.put("differences", report.differences().stream().map(ReconciliationJson::difference).toList());
        }
        return json;
    }

    public Map<String, Object> of(List<Reconciliation> all) {
        return Map.of("reconciliations", all.stream().map(this::brief).toList());
    }

    private Map<String, Object> brief(Reconciliation one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", one.id());
        json.put("office", one.office());
        json.put("period", one.periods().toString());
        json.put("state", one.state().wireName());
        if (one.why() != null) {
            json.put("why", one.why());
        }
        json.put("by", one.by());
        json.put("askedAt", one.askedAt().toString());
        json.put("changedAt", one.changedAt().toString());
        Report report = one.report();
        if (report != null) {
            json.put("unexplained", report.unexplained());
            json.put("explained", report.explained());
        }
        return json;
    }

    private static Map<String, Object> total(Total total) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", total.kind().wireName());
        json.put("period", total.period());
        json.put("currency", total.currency());
        json.put("twinfield", Map.of("count", total.inTwinfield(), "sum", total.twinfieldSum().toPlainString()));
        json.put("afas", Map.of("count", total.inAfas(), "sum", total.afasSum().toPlainString()));
        return json;
    }

    private static Map<String, Object> difference(Difference difference) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("record", difference.record().toString());
        json.put("what", difference.what().wireName());
        json.put("why", difference.why().wireName());
        json.put("detail", difference.detail());
        json.put("period", difference.period());
        json.put("currency", difference.currency());
        json.put("twinfield", difference.twinfield() == null ? null : difference.twinfield().toPlainString());
        json.put("afas", difference.afas() == null ? null : difference.afas().toPlainString());
        return json;
    }
}
