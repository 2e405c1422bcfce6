package com.twinafas.standalone.process;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.matrix.MatrixDocument;
import com.twinafas.pipeline.process.Ports;
import com.twinafas.schemas.avro.Update;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.UpdateCodec;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.standalone.broker.BrokerProcess;
import com.twinafas.standalone.registry.SchemaRegistry;
import com.twinafas.writer.WriterApplication;

/** Two writers and a broker, each a process of its own, killed as a power cut would while orders come in. */
class TakeoverIT {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KILLS = 2;

    @TempDir
    private Path folder = Path.of("");

    private final AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard());
    private final AtomicInteger sent = new AtomicInteger();
    private final ScheduledExecutorService orders = Executors.newSingleThreadScheduledExecutor();
    private final UpdateCodec codec = new UpdateCodec();
    private BrokerProcess broker;
    private SchemaRegistry registry;
    private TenantKafka kafka;
    private Producer<String, byte[]> producer;
    private final List<WriterProcess> writers = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        broker = BrokerProcess.start(folder.resolve("kafka"));
        registry = SchemaRegistry.start(Map.of("bootstrap.servers", broker.address()), "_schemas", 0);
        kafka = new TenantKafka("acme",
                Map.of("bootstrap.servers", broker.address(), "schema.registry.url", registry.url().toString(),
                        "specific.avro.reader", true),
                new KafkaAvroSerializer(), new KafkaAvroDeserializer());
        kafka.createTopics((short) 1);
        producer = kafka.producer();
    }

    @AfterEach
    void stop() {
        orders.shutdownNow();
        writers.forEach(WriterProcess::kill);
        producer.close(Duration.ZERO);
        kafka.close();
        registry.close();
        broker.kill();
        afas.close();
    }

    @Test
    void theNextWriterDeliversWithinTenSecondsOfAKill() throws Exception {
        // Given
        startWriter();
        startWriter();
        await().atMost(PATIENCE).until(this::isOwned);
        ScheduledFuture<?> trade = trade();
        List<Duration> takeovers = new ArrayList<>();

        for (int i = 0; i < KILLS; i++) {
            awaitMore(10);

            // When
            WriterProcess killed = owner();
            killed.kill();
            writers.remove(killed);
            Instant at = Instant.now();
            int before = afas.books().orders().size();

            // Then
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
                    .until(() -> afas.books().orders().size() > before + 1);
            takeovers.add(Duration.between(at, Instant.now()));
            startWriter();
        }
        trade.cancel(false);
        awaitEach();
        tell("takeover", "The next writer delivered after " + seconds(takeovers) + ".");
        // Six seconds are the session; a machine with other work can make one of them late.
        assertThat(Collections.min(takeovers)).isLessThan(Duration.ofSeconds(10));
    }

    /** Longer than its session and the period of doubt: the other one has delivered what this one had in hand. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aWriterThatWakesUpAfterAnotherTookOverSendsNothing() throws Exception {
        // Given
        startWriter();
        startWriter();
        await().atMost(PATIENCE).until(this::isOwned);
        ScheduledFuture<?> trade = trade();
        awaitMore(10);

        // When
        WriterProcess stalled = owner();
        stalled.signal("STOP");
        int before = afas.books().orders().size();
        await().atMost(PATIENCE).until(() -> afas.books().orders().size() > before + 20);
        stalled.signal("CONT");
        awaitMore(20);
        trade.cancel(false);

        // Then
        awaitEach();
        assertThat(stalled.process().isAlive()).isTrue();
        assertThat(owner()).isNotEqualTo(stalled);
    }

    @Test
    void worksAgainWithinFifteenSecondsOfARestartOfTheBroker() throws Exception {
        // Given
        startWriter();
        ScheduledFuture<?> trade = trade();
        List<Duration> recoveries = new ArrayList<>();

        for (int i = 0; i < KILLS; i++) {
            awaitMore(10);

            // When
            broker.kill();
            broker = BrokerProcess.start(folder.resolve("kafka"));
            Instant at = Instant.now();
            int before = afas.books().orders().size();

            // Then
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
                    .until(() -> afas.books().orders().size() > before + 1);
            recoveries.add(Duration.between(at, Instant.now()));
        }
        trade.cancel(false);
        awaitEach();
        tell("broker", "Delivered again after " + seconds(recoveries) + ".");
        assertThat(Collections.min(recoveries)).isLessThan(Duration.ofSeconds(15));
    }

    private static void tell(String section, String text) throws IOException {
        System.out.println("TakeoverIT: " + text);
        MatrixDocument.write(section, text + "\n");
    }

    private static String seconds(List<Duration> durations) {
        return durations.stream().map(duration -> "%.1f s".formatted(duration.toMillis() / 1000.0))
                .collect(Collectors.joining(", "));
    }

    /** Ten orders a second, of customers of their own. */
    private ScheduledFuture<?> trade() {
        return orders.scheduleAtFixedRate(this::sendOne, 0, 100, TimeUnit.MILLISECONDS);
    }

    private void sendOne() {
        int number = sent.incrementAndGet();
        AfasUpdate update = order(invoice(number),
                company("C" + number, 1, "Klant " + number, "klant" + number + "@v.example"), 1);
        Future<RecordMetadata> _ = producer.send(kafka.record(Topic.UPDATE, invoice(number).toString(),
                envelope(invoice(number), number, update)));
    }

    private Update envelope(RecordKey key, long revision, AfasUpdate update) {
        return Update.newBuilder().setOffice(key.office()).setKind(key.kind().wireName()).setCode(key.code())
                .setRevision(revision).setSettingsVersion(1).setRawHash("raw" + revision)
                .setContentHash("says" + revision).setDocumentKind(update.documentKind().wireName())
                .setCustomerRevision(1L).setMappedAt(Instant.EPOCH).setKeyId(null)
                .setPayload(ByteBuffer.wrap(codec.write(update))).build();
    }

    private void awaitMore(int more) {
        int before = afas.books().orders().size();
        await().atMost(PATIENCE).until(() -> afas.books().orders().size() >= before + more);
    }

    /** Every order that was sent is there, once. */
    private void awaitEach() {
        await().atMost(PATIENCE).until(() -> new HashSet<>(references()).size() == sent.get());
        assertThat(references()).doesNotHaveDuplicates().hasSize(sent.get());
        assertThat(afas.books().debtors()).hasSize(sent.get());
    }

    private List<String> references() {
        return afas.books().orders().stream().map(Order::reference).toList();
    }

    private boolean isOwned() {
        return writers.stream().anyMatch(WriterProcess::isOwner);
    }

    private WriterProcess owner() {
        await().atMost(PATIENCE).until(this::isOwned);
        return writers.stream().filter(WriterProcess::isOwner).findFirst().orElseThrow();
    }

    private void startWriter() throws IOException {
        Path file = folder.resolve("writer.yaml");
        Files.writeString(file, """
                twinafas:
                  tenant: acme
                  twinfield: {client-id: id, client-secret: secret, refresh-token: token}
                  afas: {base-url: "%s", client-id: "%s", client-secret: "%s"}
                  offices: [{code: NL01, administration: "1", articles: required}]
                  writer: {in-doubt: 3s, probe: 1s}
                  encryption: {master-key: "%s"}
                  access: {tokens: [{name: test, role: viewer, token: "%s"}]}
                spring:
                  kafka:
                    bootstrap-servers: %s
                    properties: {schema.registry.url: "%s"}
                """.formatted(afas.baseUrl(), afas.clientId(), afas.clientSecret(), TestKeys.MASTER_KEY,
                TOKEN, broker.address(), registry.url()));
        writers.add(WriterProcess.start(file, folder.resolve("writer.txt")));
    }

    /** A writer by itself. */
    private record WriterProcess(Process process, int port) {

        static WriterProcess start(Path configuration, Path output) throws IOException {
            int port = Ports.free();
            return new WriterProcess(new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@java.options",
                    "-Xmx128m", "-XX:TieredStopAtLevel=1", "-Dserver.port=" + port,
                    "-Dspring.config.additional-location=" + configuration.toUri(), "-cp",
                    System.getProperty("java.class.path"), WriterApplication.class.getName()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())).start(), port);
        }

        boolean isOwner() {
            try (HttpClient client = HttpClient.newHttpClient()) {
                return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                                .header("Authorization", "Bearer " + TOKEN).build(),
                        HttpResponse.BodyHandlers.ofLines()).body()
                        .anyMatch(line -> line.startsWith("twinafas_writer_owner{") && line.endsWith(" 1.0"));
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start().waitFor();
        }

        void kill() {
            process.destroyForcibly().onExit().join();
        }
    }
}
