package com.twinafas.mapper.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.twinafas.pipeline.lag.RecordDurations;
import com.twinafas.schemas.key.RecordKind;

/** What the mapper counts, under {@code twinafas.mapper}. */
final class MapperMetrics {

    private final MeterRegistry meters;
    /** By kind and result: looking a counter up by its labels costs more than counting. */
    private final Map<String, Counter> records = new ConcurrentHashMap<>();
    private final AtomicInteger waiting;
    private final AtomicInteger active;
    private final Timer step;
    private final RecordDurations durations;

    MapperMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.waiting = meters.gauge("twinafas.mapper.waiting", new AtomicInteger());
        this.active = meters.gauge("twinafas.mapper.active", new AtomicInteger());
        this.step = meters.timer("twinafas.mapper.transaction");
        this.durations = RecordDurations.ofMapper(meters);
    }

    /** @param result mapped, waiting, refused, ignored or unreadable */
    void record(String kind, String result) {
        records.computeIfAbsent(kind + "/" + result,
                any -> meters.counter("twinafas.mapper.records", "kind", kind, "result", result)).increment();
    }

    void record(RecordKind kind, String result) {
        record(kind.wireName(), result);
    }

    /** @param revision of the raw record */
    void mapped(RecordKind kind, long revision, Instant at) {
        durations.mapped(kind, revision, at);
    }

    void waiting(int records) {
        waiting.set(records);
    }

    /** Whether this is the mapper that works, or one that stands by. */
    void active(boolean is) {
        active.set(is ? 1 : 0);
    }

    void step(Duration took) {
        step.record(took);
    }
}
