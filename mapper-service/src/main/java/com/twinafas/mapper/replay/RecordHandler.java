package com.twinafas.mapper.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.engine.LiveMapper;
import com.twinafas.mapper.engine.MappingAttempt;
import com.twinafas.mapper.engine.RawReading;
import com.twinafas.mapper.engine.Tables;
import com.twinafas.mapper.engine.UpdateWriting;
import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.pipeline.activity.Activities;
import com.twinafas.pipeline.deadletter.DeadLetterFollower;
import com.twinafas.pipeline.deadletter.DeadLetters;
import com.twinafas.pipeline.deadletter.OpenDeadLetters;
import com.twinafas.pipeline.kafka.OffsetReader;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.pipeline.tracing.Span;
import com.twinafas.pipeline.tracing.TraceParent;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/** Maps the records of a job again: the same mapping as the live mapper's, the same tables, the bulk topic. */
final class RecordHandler implements AutoCloseable {

    private final TenantKafka kafka;
    private final LiveMapper live;
    private final RawReading reading;
    private final UpdateWriting updates;
    private final Tracing tracing;
    private final Activities activities;
    private final DeadLetters deadLetters;
    private final OpenDeadLetters open;
    private final DeadLetterFollower letters;
    private final Tables tables;
    private final DryRun dryRun;
    private final CustomerRevisions customers = new CustomerRevisions();
    private CurrentStates states;
    private RecordMapper now;

    RecordHandler(TenantKafka kafka, LiveMapper live, RawReading reading, UpdateWriting updates, PastMappers past,
            InstantSource clock, Tracing tracing) {
        this.kafka = kafka;
        this.live = live;
        this.now = live.get();
        this.reading = reading;
        this.updates = updates;
        this.tracing = tracing;
        this.activities = new Activities(kafka, clock, Stage.MAP);
        this.deadLetters = new DeadLetters(kafka, clock, Stage.MAP);
        this.open = new OpenDeadLetters(kafka, Stage.MAP);
        this.letters = new DeadLetterFollower(kafka, open);
        this.tables = new Tables(kafka, reading, new OffsetReader(kafka));
        this.dryRun = new DryRun(kafka, reading, updates, past);
        this.states = new CurrentStates(kafka);
    }

    /** Reads what is known beside the records of the job. */
    void prepare(Job job, CurrentStates found) {
        states = found;
        letters.readAll();
        if (maySkip(job)) {
            customers.readAll(kafka, reading);
        }
    }

    /** What is committed by now is known. */
    void catchUp() {
        tables.catchUp(news -> {
            // Whoever waits for them is the live mapper's to take up.
        });
        letters.catchUp();
        now = live.get();
    }

    /** The current state of a record that is meant. */
    void handle(ConsumerRecord<String, byte[]> record, Job job, Step step) {
        RawReading.Envelope envelope;
        try {
            envelope = reading.envelope(record);
        } catch (UnreadableRecord e) {
            step.count("unreadable");
            return;
        }
        if (isOlder(envelope, job.ask().since())) {
            step.count("older");
        } else if (job.ask().action() == Action.REPLAY && reading.isErased(envelope)) {
            step.count("erased");
        } else if (maySkip(job) && isDone(envelope)) {
            step.count("skipped");
        } else {
            map(record, envelope, job, step);
        }
    }

    /** Whatever is sent again has a trace of its own: the old one may be long forgotten where traces are kept. */
    private void map(ConsumerRecord<String, byte[]> record, RawReading.Envelope envelope, Job job, Step step) {
        try (Span span = job.ask().dryRun()
                ? Span.none()
                : tracing.beginAnew("map", TraceParent.of(record.headers()))) {
            span.with("flow", envelope.key().kind().wireName()).with("record", envelope.key()).with("job", job.id());
            settle(envelope, job, MappingAttempt.of(envelope, now, reading, tables), step, span);
        }
    }

    private void settle(RawReading.Envelope envelope, Job job, MapResult mapping, Step step,
            Span span) {
        List<ProducerRecord<String, byte[]>> written = new ArrayList<>();
        MapResult result = mapping instanceof MapResult.Mapped mapped
                ? updates.written(Topic.UPDATE_BULK, mapped, envelope.raw(), now.settingsVersion(), written)
                : mapping;
        boolean isTried = job.ask().dryRun();
        RecordKey key = envelope.key();
        switch (result) {
            case MapResult.Mapped(List<MapResult.KeyedUpdate> made) when isTried -> {
                step.count("mapped");
                dryRun.of(envelope, made, states, tables, step);
            }
            case MapResult.Mapped(List<MapResult.KeyedUpdate> made) -> {
                step.count("sent", made.size());
                written.forEach(update -> span.context().put(update.headers()));
                send(envelope, made, written, job, step);
                close(key, step);
            }
            case MapResult.Waiting _ -> step.count("waiting");
            case MapResult.Refused(Cause cause, RecordKey _) -> {
                step.count("refused");
                span.failed(cause.code().name());
                step.found("refused " + cause.key(), key);
                if (!isTried) {
                    refuse(envelope, cause, job, step);
                }
            }
            case MapResult.Ignored _ -> {
                step.count("ignored");
                if (!isTried) {
                    close(key, step);
                }
            }
        }
    }

    private void send(RawReading.Envelope envelope, List<MapResult.KeyedUpdate> made,
            List<ProducerRecord<String, byte[]>> written, Job job, Step step) {
        long revision = envelope.raw().getRevision();
        if (job.ask().action() == Action.REDRIVE) {
            step.send(activities.step(envelope.key(), "redriven", revision, Map.of("by", job.by(), "job", job.id())));
        }
        step.sendAll(written);
        for (MapResult.KeyedUpdate one : made) {
            step.send(activities.step(one.key(), "mapped", revision,
                    Map.of("document", one.update().documentKind().wireName(), "job", job.id())));
        }
    }

    /** Closes the record's dead letter of the mapper; then it waits for nothing either. */
    private void close(RecordKey key, Step step) {
        if (open.contains(key)) {
            step.send(deadLetters.closed(key));
            step.send(kafka.record(Topic.WAITING, key.toString(), null));
        }
    }

    /** One that was sent again on purpose and fails as before has failed once more. */
    private void refuse(RawReading.Envelope envelope, Cause cause, Job job, Step step) {
        RecordKey key = envelope.key();
        long revision = envelope.raw().getRevision();
        if (job.ask().action() == Action.REDRIVE || !open.says(key, revision, cause)) {
            step.send(deadLetters.state(key, Topic.raw(key.kind()), revision, cause, open.get(key)));
        }
    }

    /** Whether AFAS has this from the very same record, settings and customer; nothing of it waits for a person. */
    private boolean isDone(RawReading.Envelope envelope) {
        String key = envelope.key().toString();
        if (open.contains(envelope.key())
                || !states.isMadeFrom(key, envelope.raw().getHash(), now.settingsVersion())) {
            return false;
        }
        if (envelope.key().kind() == RecordKind.CUSTOMER) {
            return true;
        }
        try {
            Optional<Long> with = customers.of(envelope, reading);
            return with.isPresent() && states.isMadeWith(key, with.get());
        } catch (Unmappable e) {
            return false;
        }
    }

    /** Whether what AFAS has must be known. */
    static boolean asksOfDeliveries(Job job) {
        return job.ask().dryRun() || maySkip(job);
    }

    private static boolean maySkip(Job job) {
        return job.ask().action() == Action.REPLAY && !job.ask().force();
    }

    private static boolean isOlder(RawReading.Envelope envelope, @Nullable Instant since) {
        return since != null && envelope.raw().getRevision() < ChronoUnit.MICROS.between(Instant.EPOCH, since);
    }

    @Override
    public void close() {
        tables.close();
        letters.close();
        dryRun.close();
    }
}
