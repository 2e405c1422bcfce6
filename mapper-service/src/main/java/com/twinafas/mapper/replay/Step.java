package com.twinafas.mapper.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

import com.twinafas.pipeline.replay.Finding;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.schemas.key.RecordKey;

/** What one piece of a job's work comes to; all of it is committed together with the job's progress. */
final class Step {

    private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Long> marks = new HashMap<>();
    private final Map<String, Finding> findings = new TreeMap<>();
    private boolean last;
    private boolean idle;

    void send(ProducerRecord<String, byte[]> record) {
        records.add(record);
    }

    void sendAll(List<ProducerRecord<String, byte[]>> all) {
        records.addAll(all);
    }

    void count(String name) {
        count(name, 1);
    }

    void count(String name, long more) {
        if (more != 0) {
            counts.merge(name, more, Long::sum);
        }
    }

    /** What a part of the piece came to. */
    void add(Step part) {
        records.addAll(part.records);
        part.counts.forEach(this::count);
        part.findings.forEach((what, finding) -> findings.merge(what, finding, Finding::and));
    }

    void mark(String name, long value) {
        marks.put(name, value);
    }

    void found(String what, RecordKey record) {
        Finding before = findings.get(what);
        findings.put(what, before == null ? Finding.of(record) : before.and(Finding.of(record)));
    }

    /** Nothing is left to do. */
    Step last() {
        last = true;
        return this;
    }

    /** Nothing can be done at this moment. */
    Step idle() {
        idle = true;
        return this;
    }

    boolean isLast() {
        return last;
    }

    boolean isIdle() {
        return idle;
    }

    List<ProducerRecord<String, byte[]>> records() {
        return records;
    }

    Job applied(Job job, Instant at) {
        return job.moved(counts, marks, findings, at);
    }
}
