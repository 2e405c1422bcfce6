package com.twinafas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.pipeline.replay.Commands;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.pipeline.replay.JobBoard;
import com.twinafas.schemas.avro.Delivery;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.avro.Update;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.standalone.broker.EmbeddedBroker;
import com.twinafas.standalone.process.Standalone;
import com.twinafas.standalone.registry.SchemaRegistry;

/**
 * Replays of invoices that AFAS has: first unchanged, with the writer beside and AFAS's calls counted, then a dry run
 * through a changed mapping. What AFAS has is not delivered one by one, which would take hours, but noted from what the
 * mapper made, as the writer would. The baseline is a consumer that only reads the same records.
 */
final class ReplayRun {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final int number;

    ReplayRun(int number) {
        this.number = number;
    }

    void run() throws IOException, UnreadableRecord, InterruptedException {
        Path folder = Files.createTempDirectory("twinafas-benchmark");
        System.out.println("Data in " + folder);
        try (AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard());
                EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                SchemaRegistry registry = SchemaRegistry.start(
                        Map.of("bootstrap.servers", broker.bootstrapServers()), "_schemas", 0)) {
            Map<String, Object> settings = DemoSettings.withoutSystems();
            settings.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
            settings.put("spring.kafka.properties.schema.registry.url", registry.url());
            settings.put("server.port", 0);
            settings.put("logging.level.root", "WARN");
            settings.put("twinafas.afas.base-url", afas.baseUrl().toString());
            settings.put("twinafas.afas.client-id", afas.clientId());
            settings.put("twinafas.afas.client-secret", afas.clientSecret());
            try (Standalone producing = Standalone.start(with(settings, "twinafas.roles", "notifier"))) {
                RawInvoices.produce(producing.get(TenantKafka.class), producing.get(KeyRing.class).newKeys(), number);
            }
            try (Standalone mapping = Standalone.start(with(settings, "twinafas.roles", "mapper"))) {
                awaitMapped(mapping.get(TenantKafka.class));
                System.out.println(RawInvoices.updates(mapping.get(TenantKafka.class), number) + " updates");
                noteDeliveries(mapping.get(TenantKafka.class));
            }
            try (Standalone working = Standalone.start(with(settings, "twinafas.roles", "mapper,writer"))) {
                TenantKafka kafka = working.get(TenantKafka.class);
                System.out.printf("reading the same records only: %.0f s%n", RawInvoices.secondsToRead(kafka, number));
                int before = afas.calls().calls().size();
                replay(kafka, false);
                System.out.println("calls at AFAS meanwhile: " + (afas.calls().calls().size() - before));
            }
            try (Standalone changed = Standalone.start(with(with(settings, "twinafas.roles", "mapper"),
                    "twinafas.mapping.text", "order: {fields: {Re: {constant: Replayed}}}"))) {
                replay(changed.get(TenantKafka.class), true);
            }
        }
    }

    private static Map<String, Object> with(Map<String, Object> settings, String name, String value) {
        Map<String, Object> changed = new HashMap<>(settings);
        changed.put(name, value);
        return changed;
    }

    private void awaitMapped(TenantKafka kafka) throws InterruptedException {
        TopicPartition partition = kafka.partition(Topic.SALES_INVOICE);
        Instant end = Instant.now().plus(PATIENCE);
        try (Consumer<String, byte[]> mapper = kafka.consumer("mapper", Map.of())) {
            long mapped = 0;
            while (mapped < number) {
                OffsetAndMetadata committed = mapper.committed(Set.of(partition)).get(partition);
                mapped = committed == null ? 0 : committed.offset();
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException("Only " + mapped + " of " + number + " were mapped");
                }
                Thread.sleep(POLL);
            }
        }
    }

    /** As if every update had been delivered; the writer's place is behind them. */
    private static void noteDeliveries(TenantKafka kafka) {
        try (Producer<String, byte[]> producer = kafka.producer();
                Consumer<String, byte[]> writer = kafka.consumer("writer", Map.of())) {
            kafka.readToEnd(Topic.UPDATE, record -> {
                if (record.value() == null) {
                    return;
                }
                try {
                    Update update = kafka.read(record, Update.class);
                    var _ = producer.send(kafka.record(Topic.DELIVERY, record.key(), delivered(update)));
                } catch (UnreadableRecord e) {
                    throw new IllegalStateException(e);
                }
            });
            producer.flush();
            writer.commitSync(
                    Map.of(kafka.partition(Topic.UPDATE), new OffsetAndMetadata(kafka.end(Topic.UPDATE))));
        }
    }

    private static Delivery delivered(Update update) {
        return Delivery.newBuilder().setOffice(update.getOffice()).setKind(update.getKind()).setCode(update.getCode())
                .setDocumentKind(update.getDocumentKind()).setAdministration("1")
                .setAfasKeys(Map.of("OrNu", update.getCode())).setRevision(update.getRevision())
                .setSettingsVersion(update.getSettingsVersion()).setRawHash(update.getRawHash())
                .setContentHash(update.getContentHash()).setCustomerRevision(update.getCustomerRevision())
                .setOutcome(Outcome.DELIVERED).setOutcomeAt(Instant.EPOCH).build();
    }

    private void replay(TenantKafka kafka, boolean dryRun) throws InterruptedException {
        Ask ask = new Ask(Action.REPLAY,
                new LetterFilter(null, null, null, null, RecordKind.SALES_INVOICE, Set.of()), null, dryRun, false,
                null, null, null);
        Instant begun = Instant.now();
        String id = new Commands(kafka, InstantSource.system()).begin(ask, "benchmark");
        JobBoard board = new JobBoard(kafka);
        TopicPartition checkpoints = kafka.partition(Topic.CHECKPOINT);
        int tenths = 0;
        Duration collecting = Duration.ZERO;
        try (Consumer<String, byte[]> progress = kafka.consumer(null, Map.of())) {
            progress.assign(List.of(checkpoints));
            progress.seekToBeginning(List.of(checkpoints));
            Optional<Job> job = Optional.empty();
            while (job.filter(one -> one.state().isFinal()).isEmpty()) {
                if (Instant.now().isAfter(begun.plus(PATIENCE))) {
                    throw new IllegalStateException("The replay does not end: " + job);
                }
                progress.poll(POLL).forEach(board::read);
                job = board.job(id);
                long done = job.map(one -> one.count(Job.DONE)).orElse(0L);
                if (done * 10 / number > tenths) {
                    tenths = (int) (done * 10 / number);
                    Instant stopped = Instant.now();
                    System.out.println(done + " done, heap in use " + PipelineRun.heap() + " MB");
                    collecting = collecting.plus(Duration.between(stopped, Instant.now()));
                }
            }
            // The collections for the sake of measuring stop all of it.
            System.out.printf("%s of %d: %.0f s, %s %s%n", dryRun ? "dry run" : "replay", number,
                    PipelineRun.seconds(begun.plus(collecting), Instant.now()), job.orElseThrow().state(),
                    job.orElseThrow().counts());
        }
    }
}
