package com.twinafas.pipeline.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.twinafas.schemas.key.RecordKey;

/** A job as JSON: maps and lists in the order in which they are read best. */
public final class JobJson {

    public Map<String, Object> of(Job job) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", job.id());
        json.put("action", job.ask().action().wireName());
        json.put("state", job.state().wireName());
        if (job.why() != null) {
            json.put("why", job.why());
        }
        json.put("by", job.by());
        json.put("askedAt", job.askedAt().toString());
        json.put("changedAt", job.changedAt().toString());
        Map<String, String> asked = new LinkedHashMap<>(job.ask().said());
        asked.remove("action");
        json.put("asked", asked);
        json.put("total", job.count(Job.TOTAL));
        json.put("done", job.count(Job.DONE));
        json.put("perSecond", Math.round(job.perSecond() * 10) / 10.0);
        json.put("secondsLeft", job.secondsLeft());
        Map<String, Long> counts = new LinkedHashMap<>(job.counts());
        counts.remove(Job.TOTAL);
        counts.remove(Job.DONE);
        json.put("counts", counts);
        json.put("findings", job.findings().entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue().records(), a.getValue().records()))
                .map(entry -> finding(entry.getKey(), entry.getValue())).toList());
        return json;
    }

    public Map<String, Object> of(List<Job> jobs) {
        return Map.of("jobs", jobs.stream().map(this::of).toList());
    }

    private static Map<String, Object> finding(String what, Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", what);
        json.put("records", finding.records());
        json.put("examples", finding.examples().stream().map(RecordKey::toString).toList());
        return json;
    }
}
