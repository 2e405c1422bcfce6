package com.twinafas.mapper.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/**
 * Goes through the raw topics of a job, kind after kind, from where its marks stand to the ends that were noted when it
 * began, and has the current state of each record that is meant mapped again.
 */
final class RecordRun implements JobRun {

    private static final String LETTERS = "letters";
    private static final String END = "end.";
    private static final String AT = "at.";
    /** Between two pieces the tables are asked for news, which costs some milliseconds. */
    private static final int AT_ONCE = 1000;
    /** Customers before the invoices that are for them. */
    static final List<RecordKind> KINDS = List.of(RecordKind.CUSTOMER, RecordKind.ARTICLE,
            RecordKind.SALES_INVOICE, RecordKind.TRANSACTION);
    private static final Duration POLL = Duration.ofMillis(100);

    private final TenantKafka kafka;
    private final List<RecordHandler> handlers;
    private final ExecutorService threads;
    private final LetterSelection selection;
    private final CurrentStates states;
    private final InstantSource clock;
    private final BulkBacklog backlog;
    private final Consumer<String, byte[]> consumer;
    private final Deque<ConsumerRecord<String, byte[]>> polled = new ArrayDeque<>();
    private List<RecordKind> left = List.of();
    private @Nullable RecordKind kind;
    private boolean prepared;
    private Instant pacedSince;
    private long paced;

    /** @param handlers work at the same time; one, where the order in which records are sent counts */
    RecordRun(TenantKafka kafka, List<RecordHandler> handlers, LetterSelection selection, CurrentStates states,
            InstantSource clock) {
        this.kafka = kafka;
        this.handlers = List.copyOf(handlers);
        this.threads = Executors.newFixedThreadPool(handlers.size());
        this.selection = selection;
        this.states = states;
        this.clock = clock;
        this.pacedSince = clock.instant();
        this.backlog = new BulkBacklog(kafka, clock);
        this.consumer = kafka.consumer(null, Map.of());
    }

    /** The end of the dead letters when the job began, which is noted when it was not. */
    static long letterEnd(TenantKafka kafka, Job job, Step step) {
        Long noted = job.mark(LETTERS);
        long end = noted == null ? kafka.end(Topic.DEAD_LETTER) : noted;
        step.mark(LETTERS, end);
        return end;
    }

    @Override
    public Step step(Job job) {
        if (!prepared) {
            return prepare(job);
        }
        Step step = new Step();
        if (isFinished(job) || (polled.isEmpty() && !refill(job))) {
            return step.last();
        }
        if (polled.isEmpty() || (!job.ask().dryRun() && backlog.isFull())) {
            return step.idle();
        }
        int room = room(job);
        if (room == 0) {
            return step.idle();
        }
        handlers.forEach(RecordHandler::catchUp);
        List<ConsumerRecord<String, byte[]>> due = new ArrayList<>();
        while (due.size() < room && !polled.isEmpty()) {
            ConsumerRecord<String, byte[]> record = polled.remove();
            if (states.isCurrent(record)) {
                due.add(record);
            }
            step.mark(AT + current().wireName(), record.offset() + 1);
        }
        handle(due, job, step);
        step.count(Job.DONE, due.size());
        paced += due.size();
        return step;
    }

    /** Handlers take turns at the records, so that all of them read the same parts of the topics at the same time. */
    private void handle(List<ConsumerRecord<String, byte[]>> due, Job job, Step step) {
        List<Future<Step>> parts = new ArrayList<>();
        for (int i = 0; i < handlers.size(); i++) {
            int first = i;
            parts.add(threads.submit(() -> {
                Step part = new Step();
                for (int at = first; at < due.size(); at += handlers.size()) {
                    handlers.get(first).handle(due.get(at), job, part);
                }
                return part;
            }));
        }
        for (Future<Step> part : parts) {
            try {
                step.add(part.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptException(e);
            }
        }
    }

    /** Notes the ends, finds the records that are meant and where each of them stands. */
    private Step prepare(Job job) {
        Step step = new Step();
        boolean first = job.mark(LETTERS) == null;
        Step leftOut = first ? step : new Step();
        long letterEnd = letterEnd(kafka, job, step);
        if (job.ask().action() == Action.REDRIVE) {
            selection.into(states, job, letterEnd, leftOut);
        } else {
            job.ask().which().records().forEach(states::want);
        }
        boolean isWhole = job.ask().action() == Action.REPLAY && job.ask().which().records().isEmpty();
        left = KINDS.stream().filter(one -> isWhole ? one == job.ask().which().flow() : states.wants(one)).toList();
        long total = 0;
        for (RecordKind one : left) {
            if (isWhole) {
                states.findAll(one, job.ask().which().office());
            } else {
                states.findWanted(one);
            }
            Long noted = job.mark(END + one.wireName());
            long end = noted == null ? kafka.end(Topic.raw(one)) : noted;
            step.mark(END + one.wireName(), end);
            total += states.count(one, 0, end);
        }
        if (first) {
            step.count(Job.TOTAL, job.ask().most() == null ? total : Math.min(total, job.ask().most()));
            step.count("gone", states.missing());
        }
        if (RecordHandler.asksOfDeliveries(job)) {
            states.findDeliveries();
        }
        handlers.forEach(handler -> handler.prepare(job, states));
        pacedSince = clock.instant();
        prepared = true;
        return step;
    }

    private boolean isFinished(Job job) {
        Integer most = job.ask().most();
        return most != null && job.count(Job.DONE) >= most;
    }

    /** Records that may be handled now. */
    private int room(Job job) {
        long room = AT_ONCE;
        Integer most = job.ask().most();
        if (most != null) {
            room = Math.min(room, most - job.count(Job.DONE));
        }
        Integer rate = job.ask().rate();
        if (rate != null) {
            long seconds = Duration.between(pacedSince, clock.instant()).toSeconds();
            room = Math.min(room, rate * (seconds + 1) / 60 - paced);
        }
        return (int) Math.max(0, room);
    }

    /** @return whether anything is left to be handled; it may not be there yet */
    private boolean refill(Job job) {
        while (kind == null || isAtEnd(job)) {
            if (left.isEmpty()) {
                return false;
            }
            begin(job, left.getFirst());
            left = left.subList(1, left.size());
        }
        long end = end(job);
        consumer.poll(POLL).forEach(record -> {
            if (record.offset() < end) {
                polled.add(record);
            }
        });
        return true;
    }

    private void begin(Job job, RecordKind next) {
        kind = next;
        TopicPartition partition = kafka.partition(Topic.raw(next));
        consumer.assign(List.of(partition));
        Long at = job.mark(AT + next.wireName());
        if (at == null) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, at);
        }
    }

    private boolean isAtEnd(Job job) {
        return consumer.position(kafka.partition(Topic.raw(current()))) >= end(job);
    }

    private long end(Job job) {
        return Objects.requireNonNull(job.mark(END + current().wireName()));
    }

    private RecordKind current() {
        return Objects.requireNonNull(kind);
    }

    @Override
    public void close() {
        backlog.close();
        consumer.close();
        threads.close();
        handlers.forEach(RecordHandler::close);
    }
}
