package com.twinafas.poller.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.reconciliation.Periods;
import com.twinafas.pipeline.reconciliation.Reconciliation;
import com.twinafas.pipeline.reconciliation.ReconciliationRecords;
import com.twinafas.pipeline.reconciliation.Report;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.ReconciliationSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.poller.archive.Batch;
import com.twinafas.poller.archive.PublishFailure;
import com.twinafas.poller.reconciliation.Nights;
import com.twinafas.poller.reconciliation.OfficeBooks;
import com.twinafas.poller.reconciliation.OfficeComparison;
import com.twinafas.schemas.avro.Command;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Sentences;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/**
 * Where reconciliations are worked on, one after another: those that are asked for, and by itself those of the night. It
 * belongs to the poller that leads, whose fence it shares; who takes over begins anew what was not over.
 */
public final class ReconciliationDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationDesk.class);
    /** Its position: which commands were taken, and which night was last. */
    private static final String POSITION = "reconciliation";
    private static final String OFFSET = "offset";
    private static final String NIGHT = "night";
    private static final String TROUBLE = "reconciliation";
    private static final Duration GLANCE = Duration.ofSeconds(1);
    /** One of the night that failed is tried again. */
    private static final Duration AGAIN = Duration.ofMinutes(30);
    private static final int MOST_TRIES = 10;
    private static final int REMEMBERED = 200;

    private final TenantKafka kafka;
    private final KafkaArchive archive;
    private final CurrentSettings settings;
    private final Twinfield twinfield;
    private final Function<Settings, AfasConnection> afas;
    private final PayloadCipher cipher;
    private final InstantSource clock;
    private final MultiGauge gauge;
    private final ReconciliationRecords records;
    private final Sentences sentences = new Sentences(Sentences.ENGLISH);
    private final Consumer<String, byte[]> commands;
    private final SequencedMap<String, Reconciliation> all = new LinkedHashMap<>();
    private final Map<String, Integer> tries = new HashMap<>();
    private final Map<String, Cause> failures = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private boolean comparing;

    private ReconciliationDesk(TenantKafka kafka, KafkaArchive archive, CurrentSettings settings,
            Twinfield twinfield, Function<Settings, AfasConnection> afas, PayloadCipher cipher, InstantSource clock,
            MeterRegistry metrics) {
        this.kafka = kafka;
        this.archive = archive;
        this.settings = settings;
        this.twinfield = twinfield;
        this.afas = afas;
        this.cipher = cipher;
        this.clock = clock;
        this.gauge = MultiGauge.builder("twinafas.reconciliation.difference")
                .description("Records that differed between Twinfield and AFAS in the last night").register(metrics);
        this.records = new ReconciliationRecords(kafka);
        this.commands = kafka.consumer(null, Map.of());
        this.thread = Thread.ofPlatform().name("poller-reconciliation").daemon().unstarted(this::untilClosed);
    }

    /** Takes the desk over and works until it is closed. */
    public static ReconciliationDesk open(TenantKafka kafka, KafkaArchive archive, CurrentSettings settings,
            Twinfield twinfield, Function<Settings, AfasConnection> afas, PayloadCipher cipher, InstantSource clock,
            MeterRegistry metrics) {
        ReconciliationDesk desk = new ReconciliationDesk(kafka, archive, settings, twinfield, afas, cipher, clock,
                metrics);
        desk.thread.start();
        return desk;
    }

    private void untilClosed() {
        try (commands) {
            boolean restored = false;
            do {
                try {
                    if (!restored) {
                        restore();
                        restored = true;
                    }
                    takeCommands();
                    takeNight();
                    next().ifPresent(this::work);
                } catch (KafkaException | PublishFailure e) {
                    if (closed.getCount() > 0) {
                        LOG.atWarn().addKeyValue("tenant", kafka.tenant()).addKeyValue("error",
                                e.getClass().getSimpleName()).log("Reconciliations wait for Kafka");
                    }
                }
            } while (!closed.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void restore() {
        commands.assign(List.of(kafka.partition(Topic.CONTROL)));
        commands.seekToBeginning(commands.assignment());
        String offset = position().text(OFFSET, "");
        if (!offset.isEmpty()) {
            commands.seek(kafka.partition(Topic.CONTROL), Long.parseLong(offset));
        }
        kafka.readToEnd(Topic.CHECKPOINT, record -> {
            if (ReconciliationRecords.isReconciliation(record)) {
                all.remove(ReconciliationRecords.id(record));
                if (record.value() != null) {
                    records.read(record).ifPresent(one -> all.put(one.id(), one.brief()));
                }
            }
        });
        showLastNight();
    }

    private Position position() {
        return archive.position(POSITION);
    }

    private void takeCommands() {
        for (ConsumerRecord<String, byte[]> record : commands.poll(Duration.ZERO)) {
            asked(record).filter(one -> !all.containsKey(one.id())).ifPresent(this::keep);
            archive.publish(new Batch(POSITION)
                    .moveTo(position().with(OFFSET, String.valueOf(record.offset() + 1))));
        }
    }

    private Optional<Reconciliation> asked(ConsumerRecord<String, byte[]> record) {
        try {
            Command command = record.value() == null ? null : kafka.read(record, Command.class);
            if (command == null || !Reconciliation.ACTION.equals(command.getAction())) {
                return Optional.empty();
            }
            return Optional.of(Reconciliation.asked(command.getId(),
                    command.getSaid().getOrDefault(Reconciliation.OFFICE, ""),
                    Periods.parse(command.getSaid().getOrDefault(Reconciliation.PERIOD, "")), command.getBy(),
                    command.getAt()));
        } catch (UnreadableRecord | IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("A command cannot be read and is left out");
            return Optional.empty();
        }
    }

    /** A tenant that is new waits for its first night; one whose connectors do not show what we write has none. */
    private void takeNight() {
        ReconciliationSettings wanted = settings.get().reconciliation();
        LocalDate night = Nights.last(wanted, clock.instant());
        String done = position().text(NIGHT, "");
        if (done.equals(night.toString())) {
            return;
        }
        if (!done.isEmpty() && wanted.nightly() && settings.get().writer().lookUp()) {
            Instant now = clock.instant();
            for (OfficeSettings office : settings.get().offices()) {
                Nights.periods(night, wanted.periods()).forEach(periods -> keep(Reconciliation.asked(
                        UUID.randomUUID().toString().substring(0, 8), office.code(), periods,
                        Reconciliation.NIGHTLY, now)));
            }
        }
        archive.publish(new Batch(POSITION).moveTo(position().with(NIGHT, night.toString())));
    }

    private Optional<Reconciliation> next() {
        Instant now = clock.instant();
        return all.values().stream().filter(one -> !one.isOver() || isDueAgain(one, now))
                .min(Comparator.comparing(Reconciliation::isOver).thenComparing(Reconciliation::askedAt));
    }

    /** Of the last night only: the next one asks anew. */
    private boolean isDueAgain(Reconciliation one, Instant now) {
        return one.state() == Reconciliation.State.FAILED && one.by().equals(Reconciliation.NIGHTLY)
                && tries.getOrDefault(one.id(), 0) < MOST_TRIES && !now.isBefore(one.changedAt().plus(AGAIN))
                && lastNight(one.office()).contains(one);
    }

    private void work(Reconciliation asked) {
        keep(asked.running(clock.instant()));
        tries.merge(asked.id(), 1, Integer::sum);
        Settings now = settings.get();
        Optional<OfficeSettings> office = now.office(asked.office());
        Reconciliation over;
        try {
            over = office.isEmpty()
                    ? asked.failed("The office is not in the settings", clock.instant())
                    : asked.done(compared(asked, now, office.get()), clock.instant());
        } catch (TwinfieldFailure e) {
            over = failed(asked, e.failure());
        } catch (AfasFailure e) {
            over = failed(asked, e.failure());
        } catch (KafkaException | PublishFailure e) {
            throw e;
        } catch (RuntimeException e) {
            if (closed.getCount() == 0) {
                return;
            }
            LOG.atError().addKeyValue("tenant", kafka.tenant()).addKeyValue("office", asked.office()).setCause(e)
                    .log("A reconciliation failed in an unforeseen way");
            over = asked.failed("It failed in an unforeseen way; the log says how", clock.instant());
        }
        if (closed.getCount() == 0) {
            return;
        }
        keep(over);
        LOG.atInfo().addKeyValue("tenant", kafka.tenant()).addKeyValue("office", over.office())
                .log("Reconciliation {} of {} is over: {}", over.id(), over.periods(), over.state().wireName());
        if (over.by().equals(Reconciliation.NIGHTLY)) {
            tell(over.office());
            showLastNight();
        }
    }

    private Reconciliation failed(Reconciliation asked, Cause why) {
        failures.put(asked.id(), why);
        return asked.failed(sentences.what(why), clock.instant());
    }

    private Report compared(Reconciliation asked, Settings now, OfficeSettings office) {
        Duration grace = now.reconciliation().grace();
        KafkaEvidence evidence = new KafkaEvidence(kafka, archive, cipher, clock.instant().minus(grace),
                now.notifier().watch().backlog());
        try (AfasConnection connection = afas.apply(now)) {
            setComparing(true);
            return new OfficeComparison(twinfield, connection.afas(), evidence, clock)
                    .compare(OfficeBooks.of(now, office, grace), asked.periods());
        } finally {
            setComparing(false);
        }
    }

    /** Only a comparison may be interrupted: it waits for others, the rest for Kafka, and that ends by itself. */
    private synchronized void setComparing(boolean now) {
        comparing = now;
        if (now && closed.getCount() == 0) {
            thread.interrupt();
        } else if (!now) {
            Thread.interrupted();
        }
    }

    private synchronized void endComparison() {
        closed.countDown();
        if (comparing) {
            thread.interrupt();
        }
    }

    /** Opens what a person is told of, or closes it, when all of the office's night is known, or never will be. */
    private void tell(String office) {
        List<Reconciliation> night = lastNight(office);
        RecordKey key = RecordKey.whole(office, RecordKind.REFERENCE, TROUBLE);
        if (night.stream().anyMatch(one -> one.report() == null)) {
            night.stream().filter(one -> one.report() == null && tries.getOrDefault(one.id(), 0) >= MOST_TRIES)
                    .map(one -> failures.get(one.id())).filter(Objects::nonNull).findFirst()
                    .ifPresent(why -> archive.publish(new Batch(POSITION).problem(key, why)));
            return;
        }
        long unexplained = night.stream().map(Reconciliation::report).filter(Objects::nonNull)
                .mapToLong(Report::unexplained).sum();
        archive.publish(unexplained == 0
                ? new Batch(POSITION).solved(key)
                : new Batch(POSITION).problem(key, Cause.of(FailureCode.RECONCILIATION_DIFFERS,
                        Map.of("office", office, "count", String.valueOf(unexplained)))));
    }

    /** The office's reconciliations of the last night. */
    private List<Reconciliation> lastNight(String office) {
        List<Reconciliation> nightly = all.values().stream()
                .filter(one -> one.by().equals(Reconciliation.NIGHTLY) && one.office().equals(office)).toList();
        Instant last = nightly.stream().map(Reconciliation::askedAt).max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return nightly.stream().filter(one -> one.askedAt().equals(last)).toList();
    }

    private void showLastNight() {
        Map<String, long[]> counts = new TreeMap<>();
        all.values().stream().map(Reconciliation::office).distinct().forEach(office -> lastNight(office).stream()
                .map(Reconciliation::report).filter(Objects::nonNull).forEach(report -> {
                    long[] sums = counts.computeIfAbsent(office, any -> new long[2]);
                    sums[0] += report.unexplained();
                    sums[1] += report.explained();
                }));
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        counts.forEach((office, sums) -> {
            rows.add(MultiGauge.Row.of(Tags.of("office", office, "explained", "false"), sums[0]));
            rows.add(MultiGauge.Row.of(Tags.of("office", office, "explained", "true"), sums[1]));
        });
        gauge.register(rows, true);
    }

    /** Of those that are over only the last ones are remembered. */
    private void keep(Reconciliation one) {
        List<ProducerRecord<String, byte[]>> kept = new ArrayList<>(List.of(records.of(one)));
        List<Reconciliation> over = all.values().stream().filter(Reconciliation::isOver)
                .sorted(Comparator.comparing(Reconciliation::askedAt)).toList();
        List<Reconciliation> forgotten = over.subList(0, Math.max(0, over.size() - REMEMBERED));
        forgotten.forEach(old -> kept.add(records.forgotten(old.id())));
        archive.keep(kept);
        forgotten.forEach(old -> {
            all.remove(old.id());
            tries.remove(old.id());
            failures.remove(old.id());
        });
        all.put(one.id(), one.brief());
    }

    /** Ends it and waits until it has, so that nobody publishes afterwards; what was not over is begun anew. */
    @Override
    public void close() {
        endComparison();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        gauge.register(List.of(), true);
    }
}
