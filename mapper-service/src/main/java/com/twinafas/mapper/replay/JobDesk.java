package com.twinafas.mapper.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongFunction;
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
import com.twinafas.pipeline.reconciliation.Reconciliation;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.pipeline.replay.Commands;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.pipeline.replay.JobChange;
import com.twinafas.pipeline.replay.JobRecords;
import com.twinafas.pipeline.replay.JobState;
import com.twinafas.pipeline.replay.Offer;
import com.twinafas.pipeline.replay.OfferRecords;
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
    private static final String AUTOMATIC = "automatic";
    private static final String CONTROL = "control";
    /** Commands that others take. */
    private static final Set<String> OTHERS = Set.of(Verdict.ACTION, Reconciliation.ACTION);
    private static final String OFFSET = "offset";
    private static final String TRIED = "tried";
    private static final Duration LOOKED_EVERY = Duration.ofSeconds(5);
    /** How often it is looked whether what is offered is still held up. */
    private static final Duration CHECKED_EVERY = Duration.ofSeconds(30);
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
    private final OfferRecords offerRecords;
    private final Map<String, Offer> offered = new HashMap<>();
    private final Function<Offer, Optional<Ask>> automatic;
    private final Offers offers;
    private long commandOffset;
    private long triedVersion;
    private Instant lookedAt = Instant.EPOCH;
    private Instant checkedAt;

    /** A job that is worked on. */
    private static final class Running {
        private final JobRun run;
        private Instant workedUntil;
        private Instant keptAt;

        Running(JobRun run, Instant now) {
            this.run = run;
            this.workedUntil = now;
            this.keptAt = now;
        }

        /** Milliseconds since the last call. */
        long worked(Instant now) {
            long millis = Duration.between(workedUntil, now).toMillis();
            workedUntil = workedUntil.plusMillis(millis);
            return millis;
        }
    }

    /**
     * Takes the desk over from whoever had it.
     *
     * @param runs       the work of a job
     * @param objections why a job is not to begin; empty when it may
     * @param offers     finds out what to offer, made of the version of the settings that was tried last
     * @param automatic  the redrive that an offer begins by itself; empty when a person decides
     */
    JobDesk(TenantKafka kafka, Function<Job, JobRun> runs, Function<Ask, Optional<String>> objections,
            LongFunction<Offers> offers, Function<Offer, Optional<Ask>> automatic, InstantSource clock) {
        this.kafka = kafka;
        this.runs = runs;
        this.objections = objections;
        this.clock = clock;
        this.checkedAt = clock.instant();
        this.automatic = automatic;
        this.jobRecords = new JobRecords(kafka);
        this.offerRecords = new OfferRecords(kafka);
        this.producer = FencedProducer.open(kafka, FENCE);
        this.commands = kafka.consumer(null, Map.of());
        try {
            restore();
            this.offers = offers.apply(triedVersion);
        } catch (RuntimeException e) {
            commands.close();
            producer.close();
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
            } else if (OfferRecords.isOffer(record)) {
                offered.remove(OfferRecords.cause(record));
                offerRecords.read(record).ifPresent(offer -> offered.put(offer.cause(), offer));
            } else if (CONTROL.equals(record.key()) && record.value() != null) {
                control(record);
            }
        });
        if (commandOffset > 0) {
            commands.seek(control, commandOffset);
        }
    }

    private void control(ConsumerRecord<String, byte[]> record) {
        try {
            Map<String, String> position = kafka.read(record, Checkpoint.class).getPosition();
            commandOffset = Long.parseLong(position.getOrDefault(OFFSET, "0"));
            triedVersion = Long.parseLong(position.getOrDefault(TRIED, "0"));
        } catch (UnreadableRecord | NumberFormatException e) {
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("Where the commands stand cannot be read: a command that is taken twice begins nothing twice");
        }
    }

    private ProducerRecord<String, byte[]> control() {
        return kafka.record(Topic.CHECKPOINT, CONTROL, Checkpoint.newBuilder().setName(CONTROL)
                .setPosition(Map.of(OFFSET, String.valueOf(commandOffset), TRIED, String.valueOf(triedVersion)))
                .setAt(clock.instant()).build());
    }

    /** Takes commands and works on the jobs that run, in turns, for so long at most. */
    void work(Duration longest, BooleanSupplier stopping) {
        Instant end = clock.instant().plus(longest);
        boolean busy = true;
        while (busy && !stopping.getAsBoolean() && clock.instant().isBefore(end)) {
            takeCommands();
            if (isPast(lookedAt, LOOKED_EVERY)) {
                offer();
                lookedAt = clock.instant();
            }
            busy = false;
            for (Job job : List.copyOf(jobs.values())) {
                if (job.state() == JobState.RUNNING && !stopping.getAsBoolean()) {
                    busy |= work(job);
                }
            }
        }
    }

    private boolean isPast(Instant since, Duration time) {
        return !clock.instant().isBefore(since.plus(time));
    }

    /** @return whether there was anything to do */
    private boolean work(Job job) {
        Running current = running.computeIfAbsent(job.id(), any -> new Running(runs.apply(job), clock.instant()));
        Step step = current.run.step(job);
        step.mark(Job.WORKED, current.worked(clock.instant()) + Optional.ofNullable(job.mark(Job.WORKED)).orElse(0L));
        Job moved = step.applied(job, clock.instant());
        if (step.isLast()) {
            moved = moved.in(JobState.DONE, clock.instant());
            LOG.atInfo().addKeyValue("tenant", kafka.tenant()).log("Job {} is done: {} {}", job.id(),
                    job.ask().action().wireName(), moved.counts());
        }
        boolean isDue = isPast(current.keptAt, KEPT_EVERY);
        if (!step.records().isEmpty() || step.isLast() || job.marks().isEmpty() || (isDue && !step.isIdle())) {
            List<ProducerRecord<String, byte[]>> records = new ArrayList<>(step.records());
            records.add(jobRecords.of(moved));
            producer.commit(records);
            current.keptAt = clock.instant();
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
            commandOffset = record.offset() + 1;
            records.add(control());
            producer.commit(records);
        }
    }

    /** Offers what seems to be over, or has it go by itself, and takes back what holds nothing up any more. */
    private void offer() {
        boolean isCheck = !offered.isEmpty() && isPast(checkedAt, CHECKED_EVERY);
        Set<String> open = new HashSet<>();
        List<Offer> found = offers.look(open, isCheck);
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (Offer offer : found) {
            Optional<Ask> ask = automatic.apply(offer);
            if (ask.isPresent()) {
                records.addAll(begun(offer, ask.get()));
            } else if (!offered.containsKey(offer.cause())) {
                offered.put(offer.cause(), offer);
                records.add(offerRecords.of(offer));
            }
        }
        if (isCheck || !open.isEmpty()) {
            checkedAt = clock.instant();
            List.copyOf(offered.keySet()).stream().filter(cause -> !open.contains(cause)).forEach(cause -> {
                offered.remove(cause);
                records.add(offerRecords.over(cause));
            });
        }
        if (!records.isEmpty() || triedVersion != offers.triedVersion()) {
            triedVersion = offers.triedVersion();
            records.add(control());
            producer.commit(records);
        }
    }

    private List<ProducerRecord<String, byte[]>> begun(Offer offer, Ask ask) {
        boolean isUnderWay = jobs.values().stream()
                .anyMatch(job -> !job.state().isFinal() && offer.cause().equals(job.ask().which().cause()));
        if (isUnderWay || objections.apply(ask).isPresent()) {
            return List.of();
        }
        Job job = Job.begun(Commands.newId(), ask, AUTOMATIC, clock.instant());
        jobs.put(job.id(), job);
        LOG.atInfo().addKeyValue("tenant", kafka.tenant()).log("Job {} begins by itself: {} may be over", job.id(),
                offer.cause());
        return List.of(jobRecords.of(job));
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
        if (jobs.containsKey(command.getId()) || OTHERS.contains(command.getAction())) {
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
        offers.close();
        commands.close();
        producer.close();
    }
}
