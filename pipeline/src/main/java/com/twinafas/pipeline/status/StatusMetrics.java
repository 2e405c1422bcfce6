package com.twinafas.pipeline.status;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.twinafas.pipeline.lag.Lag;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.schemas.key.RecordKind;

/**
 * The status in numbers: how many records of a flow are where, how many dead letters are open by code, how far jobs are.
 * There are as many series as flows, states and codes, however many records there are.
 */
final class StatusMetrics {

    private final MultiGauge records;
    private final MultiGauge deadLetters;
    private final MultiGauge done;
    private final MultiGauge total;
    private final MultiGauge waiting;
    private final MultiGauge since;

    StatusMetrics(MeterRegistry meters) {
        records = MultiGauge.builder("twinafas.records").description("Records that were read, by where they are now")
                .register(meters);
        deadLetters = MultiGauge.builder("twinafas.deadletters.open")
                .description("Records that cannot go on without a person, by what is wrong").register(meters);
        done = MultiGauge.builder("twinafas.job.done")
                .description("Records that a redrive, discard or replay in work is done with").register(meters);
        total = MultiGauge.builder("twinafas.job.total").description("Records that it is about").register(meters);
        waiting = MultiGauge.builder("twinafas.lag.records").description("Records that wait before a role")
                .register(meters);
        since = MultiGauge.builder("twinafas.lag").baseUnit("seconds")
                .description("How long the oldest record before a role waits").register(meters);
    }

    /** Shows what waits now before each role. */
    void show(Map<String, Lag.Reading> lags, Instant now) {
        List<Row<?>> counts = new ArrayList<>();
        List<Row<?>> seconds = new ArrayList<>();
        lags.forEach((role, lag) -> {
            counts.add(Row.of(Tags.of("role", role), lag.records()));
            seconds.add(Row.of(Tags.of("role", role), lag.seconds(now)));
        });
        waiting.register(counts, true);
        since.register(seconds, true);
    }

    /** Shows how it is now; what is no more is shown no more. */
    void show(Status status, List<Job> running) {
        List<Row<?>> states = new ArrayList<>();
        status.flows().forEach((kind, flow) -> flow.states().forEach((state, count) -> states
                .add(Row.of(Tags.of("flow", kind.wireName(), "state", state.wireName()), count))));
        records.register(states, true);
        deadLetters.register(rows(letters(status)), true);
        Map<Tags, Long> doneByJob = new HashMap<>();
        Map<Tags, Long> totalByJob = new HashMap<>();
        running.forEach(job -> {
            Tags tags = tags(job);
            doneByJob.merge(tags, job.count(Job.DONE), Long::sum);
            totalByJob.merge(tags, job.count(Job.TOTAL), Long::sum);
        });
        done.register(rows(doneByJob), true);
        total.register(rows(totalByJob), true);
    }

    private static Map<Tags, Long> letters(Status status) {
        Map<Tags, Long> letters = new HashMap<>();
        status.causes().forEach(held -> held.byKind().forEach((kind, count) -> letters.merge(
                Tags.of("flow", kind.wireName(), "stage", held.stage(), "code", held.cause().code().name(), "category",
                        held.cause().code().category().wireName()),
                count, Long::sum)));
        return letters;
    }

    private static Tags tags(Job job) {
        RecordKind flow = job.ask().which().flow();
        return Tags.of("action", job.ask().action().wireName(), "flow", flow == null ? "any" : flow.wireName(), "dry",
                String.valueOf(job.ask().dryRun()));
    }

    private static List<Row<?>> rows(Map<Tags, Long> counts) {
        List<Row<?>> rows = new ArrayList<>();
        counts.forEach((tags, count) -> rows.add(Row.of(tags, count)));
        return rows;
    }
}
