package com.twinafas.pipeline.lag;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import com.twinafas.schemas.key.RecordKind;

/**
 * How long records take from Twinfield to AFAS, as {@code twinafas.record.duration} by flow and stage. Only what goes the
 * live way is told here: a replay of last year's invoices says nothing about how fast today's are.
 */
public final class RecordDurations {

    private static final String MAPPER = "mapper";
    private static final String WRITER = "writer";
    private static final String WHOLE = "whole";
    private static final Duration[] BUCKETS = {Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15),
            Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2),
            Duration.ofDays(1)};

    /** By stage and flow: looking a timer up by its labels costs more than recording. */
    private final Map<String, Map<RecordKind, Timer>> timers = new HashMap<>();

    private RecordDurations(MeterRegistry meters, String... stages) {
        // All of them at once: what begins with the first record tells Prometheus nothing about that one.
        for (String stage : stages) {
            Map<RecordKind, Timer> ofStage = new EnumMap<>(RecordKind.class);
            for (RecordKind flow : RecordKind.values()) {
                ofStage.put(flow, Timer.builder("twinafas.record.duration").description("How long live records take")
                        .tag("flow", flow.wireName()).tag("stage", stage).serviceLevelObjectives(BUCKETS)
                        .register(meters));
            }
            timers.put(stage, ofStage);
        }
    }

    /** Those of a mapper. */
    public static RecordDurations ofMapper(MeterRegistry meters) {
        return new RecordDurations(meters, MAPPER);
    }

    /** Those of a writer. */
    public static RecordDurations ofWriter(MeterRegistry meters) {
        return new RecordDurations(meters, WRITER, WHOLE);
    }

    /**
     * A raw record was mapped.
     *
     * @param revision of the record: when its state was polled, in microseconds since 1970
     */
    public void mapped(RecordKind flow, long revision, Instant at) {
        took(MAPPER, flow, polled(revision), at);
    }

    /**
     * An update was delivered.
     *
     * @param revision of the record it was made from
     */
    public void delivered(RecordKind flow, long revision, Instant mapped, Instant at) {
        took(WRITER, flow, mapped, at);
        took(WHOLE, flow, polled(revision), at);
    }

    private void took(String stage, RecordKind flow, Instant from, Instant to) {
        Duration took = Duration.between(from, to);
        // Clocks of two machines differ by a little.
        Objects.requireNonNull(Objects.requireNonNull(timers.get(stage)).get(flow))
                .record(took.isNegative() ? Duration.ZERO : took);
    }

    private static Instant polled(long revision) {
        return Instant.EPOCH.plus(revision, ChronoUnit.MICROS);
    }
}
