package com.twinafas.mapper.replay;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.doubt.Verdict;
import com.twinafas.pipeline.kafka.FencedProducer;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.pipeline.replay.JobChange;
import com.twinafas.pipeline.replay.JobRecords;
import com.twinafas.pipeline.replay.JobState;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.avro.Command;
import com.twinafas.schemas.topic.Topic;

/**
 * Where jobs are worked on, by one process of the tenant. What a piece of work sends, the job's progress and the
 * commands that were taken are committed together; who takes the desk over begins from what is committed.
 */
final class JobDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobDesk.class);
    private static final String FENCE = "replay";
    private static final String CONTROL = "control";
    private static final String OFFSET = "offset";
    private static final Duration GLANCE = Duration.ofMillis(5);
    /** Progress that sent nothing is kept this often. */
    private static final Duration KEPT_EVERY = Duration.ofSeconds(1);
    /** Jobs that are over and remembered. */
    private static final int REMEMBERED = 200;

    private final TenantKafka kafka;
    private final Function<Job, JobRun> runs;
    private final Function<Ask, Optional<String>> objections;
    private final InstantSource clock;
    private final JobRecords jobRecords;
    private final FencedProducer producer;
    private final Consumer<String, byte[]> commands;
    private final SequencedMap<String, Job> jobs = new LinkedHashMap<>();
    private final Map<String, Running> running = new HashMap<>();

    /** A job that is worked on. */
    private static final class Running {
        private final JobRun run;
        private long workedUntil = System.nanoTime();
        private long keptAt = System.nanoTime();

        Running(JobRun run) {
            this.run = run;
        }

        /** Milliseconds since the last call. */
        long worked() {
            long now = System.nanoTime();
            long millis = Duration.ofNanos(now - workedUntil).toMillis();
            workedUntil += Duration.ofMillis(millis).toNanos();
            return millis;
        }
    }

    /**
     * Takes the desk over from whoever had it.
     *
     * @param runs       the work of a job
     * @param objections why a job is not to begin; empty when it may
     */
    JobDesk(TenantKafka kafka, Function<Job, JobRun> runs, Function<Ask, Optional<String>> objections,
            InstantSource clock) {
        this.kafka = kafka;
        this.runs = runs;
        this.objections = objections;
        this.clock = clock;
        this.jobRecords = new JobRecords(kafka);
        this.producer = FencedProducer.open(kafka, FENCE);
        this.commands = kafka.consumer(null, Map.of());
        try {
            restore();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Whether another process has taken over. */
    boolean isLost() {
        return producer.isLost();
    }

    private void restore() {
        TopicPartition control = kafka.partition(Topic.CONTROL);
        commands.assign(List.of(control));
        commands.seekToBeginning(List.of(control));
        kafka.readToEnd(Topic.CHECKPOINT, record -> {
            if (JobRecords.isJob(record)) {
                jobs.remove(JobRecords.id(record));
                if (record.value() != null) {
                    jobRecords.read(record).ifPresent(job -> jobs.put(job.id(), job));
                }
            } else if (CONTROL.equals(record.key()) && record.value() != null) {
                offset(record).ifPresent(offset -> commands.seek(control, offset));
            }
        });
    }

    private Optional<Long> offset(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.ofNullable(kafka.read(record, Checkpoint.class).getPosition().get(OFFSET))
                    .map(Long::valueOf);
        } catch (UnreadableRecord e) {
            // A command that is taken twice begins nothing twice.
            return Optional.empty();
        }
    }

    /** Takes commands and works on the jobs that run, in turns, for so long at most. */
    void work(Duration longest, BooleanSupplier stopping) {
        long end = System.nanoTime() + longest.toNanos();
        boolean busy = true;
        while (busy && !stopping.getAsBoolean() && System.nanoTime() < end) {
            takeCommands();
            busy = false;
            for (Job job : List.copyOf(jobs.values())) {
                if (job.state() == JobState.RUNNING && !stopping.getAsBoolean()) {
                    busy |= work(job);
                }
            }
        }
    }

    /** @return whether there was anything to do */
    private boolean work(Job job) {
        Running current = running.computeIfAbsent(job.id(), any -> new Running(runs.apply(job)));
        Step step = current.run.step(job);
        step.mark(Job.WORKED, current.worked() + Optional.ofNullable(job.mark(Job.WORKED)).orElse(0L));
        Job moved = step.applied(job, clock.instant());
        if (step.isLast()) {
            moved = moved.in(JobState.DONE, clock.instant());
            LOG.atInfo().addKeyValue("tenant", kafka.tenant()).log("Job {} is done: {} {}", job.id(),
                    job.ask().action().wireName(), moved.counts());
        }
        boolean isDue = System.nanoTime() - current.keptAt >= KEPT_EVERY.toNanos();
        if (!step.records().isEmpty() || step.isLast() || job.marks().isEmpty() || (isDue && !step.isIdle())) {
            List<ProducerRecord<String, byte[]>> records = new ArrayList<>(step.records());
            records.add(jobRecords.of(moved));
            producer.commit(records);
            current.keptAt = System.nanoTime();
        }
        jobs.put(job.id(), moved);
        if (step.isLast()) {
            end(job.id());
        }
        return !step.isIdle() && !step.isLast();
    }

    private void takeCommands() {
        for (ConsumerRecord<String, byte[]> record : commands.poll(GLANCE)) {
            List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
            command(record).flatMap(this::taken).ifPresent(job -> {
                jobs.put(job.id(), job);
                records.add(jobRecords.of(job));
                if (job.state() != JobState.RUNNING) {
                    end(job.id());
                }
            });
            forget(records);
            records.add(kafka.record(Topic.CHECKPOINT, CONTROL, Checkpoint.newBuilder().setName(CONTROL)
                    .setPosition(Map.of(OFFSET, String.valueOf(record.offset() + 1))).setAt(clock.instant()).build()));
            producer.commit(records);
        }
    }

    private Optional<Command> command(ConsumerRecord<String, byte[]> record) {
        try {
            return record.value() == null ? Optional.empty() : Optional.of(kafka.read(record, Command.class));
        } catch (UnreadableRecord e) {
            LOG.atError().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("A command cannot be read and is left out");
            return Optional.empty();
        }
    }

    /** The job as it is by the command; empty when that changes nothing. */
    private Optional<Job> taken(Command command) {
        Optional<JobChange> change = JobChange.ofWireName(command.getAction());
        if (change.isPresent()) {
            return Optional.ofNullable(command.getJob()).map(jobs::get)
                    .filter(job -> !job.state().isFinal() && job.state() != change.get().to())
                    .map(job -> job.in(change.get().to(), clock.instant()));
        }
        if (jobs.containsKey(command.getId()) || Verdict.ACTION.equals(command.getAction())) {
            return Optional.empty();
        }
        try {
            Job job = Job.begun(command.getId(), Ask.of(command.getSaid()), command.getBy(), command.getAt());
            LOG.atInfo().addKeyValue("tenant", kafka.tenant()).log("Job {} is asked for: {}", job.id(),
                    job.ask().action().wireName());
            return Optional.of(objections.apply(job.ask()).or(() -> collision(job)).map(job::refused).orElse(job));
        } catch (IllegalArgumentException e) {
            LOG.atError().addKeyValue("tenant", kafka.tenant()).log("A command is not known and is left out");
            return Optional.empty();
        }
    }

    private Optional<String> collision(Job job) {
        return job.ask().action() != Action.REPLAY
                ? Optional.empty()
                : jobs.values().stream()
                        .filter(other -> !other.state().isFinal() && other.ask().action() == Action.REPLAY
                                && other.ask().which().flow() == job.ask().which().flow())
                        .findFirst().map(other -> "Replay " + other.id() + " of this flow is not over yet");
    }

    /** Of the jobs that are over only the last ones are remembered. */
    private void forget(List<ProducerRecord<String, byte[]>> records) {
        List<Job> over = jobs.values().stream().filter(job -> job.state().isFinal())
                .sorted(Comparator.comparing(Job::askedAt)).toList();
        over.subList(0, Math.max(0, over.size() - REMEMBERED)).forEach(job -> {
            jobs.remove(job.id());
            records.add(jobRecords.forgotten(job.id()));
        });
    }

    private void end(String id) {
        Running ended = running.remove(id);
        if (ended != null) {
            ended.run.close();
        }
    }

    @Override
    public void close() {
        List.copyOf(running.keySet()).forEach(this::end);
        commands.close();
        producer.close();
    }
}
