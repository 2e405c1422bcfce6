package com.twinafas.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import com.twinafas.mapper.MapperApplication;
import com.twinafas.notifier.NotifierApplication;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.process.Ports;
import com.twinafas.poller.PollerApplication;
import com.twinafas.reader.AfasPollerApplication;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.standalone.TwinAfas;
import com.twinafas.standalone.broker.EmbeddedBroker;
import com.twinafas.standalone.registry.SchemaRegistry;
import com.twinafas.writer.WriterApplication;

class ServicesIT {

    private static final Company COMPANY = Company.generate(3,
            new CompanySize(330, 68, 340, LocalDate.of(2026, 11, 20)));
    private static final int RESIDENT_LIMIT_MB = 420;
    private static final int PATIENCE_SECONDS = 150;

    @TempDir
    private Path folder = Path.of("");

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private final List<Service> services = new ArrayList<>();
    private TwinfieldSimulator twinfield;
    private AfasSimulator afas;
    private EmbeddedBroker broker;
    private SchemaRegistry registry;

    @BeforeEach
    void start() {
        twinfield = TwinfieldSimulator.start(TwinfieldSimulatorConfig.of(COMPANY).limits(Limits.none()));
        afas = AfasSimulator.start(AfasSimulatorConfig.of(AfasSide.of(COMPANY)));
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        registry = SchemaRegistry.start(Map.of("bootstrap.servers", broker.bootstrapServers()), "_schemas", 0);
    }

    @AfterEach
    void stop() {
        services.forEach(Service::close);
        registry.close();
        broker.close();
        afas.close();
        twinfield.close();
    }

    @Test
    void deliverWhenEachIsAProcessOfItsOwn() throws Exception {
        // When
        for (Class<?> application : List.of(PollerApplication.class, MapperApplication.class, WriterApplication.class,
                AfasPollerApplication.class, NotifierApplication.class)) {
            start(application, List.of());
        }

        // Then
        awaitDelivered();
        // Between processes nobody keeps the writer and the reader from the same GetConnector.
        assertThat(afas.calls().violations()).allMatch(violation -> violation.matches(
                "GetConnector Profit_Salesorder(s|Lines) was called 2 times at once"));
        for (Service service : services) {
            assertThat(service.get("/actuator/health/liveness")).contains("\"UP\"");
            assertThat(service.get("/actuator/health/readiness")).contains("\"UP\"");
            assertThat(service.get("/actuator/prometheus")).contains("tenant=\"demo\"");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void staySmallTogetherInOneProcess() throws Exception {
        // When
        Service compact = start(TwinAfas.class, List.of("run", "--config", configuration().toString()));

        // Then
        awaitDelivered();
        assertThat(afas.calls().violations()).isEmpty();
        int resident = compact.residentAtMost();
        System.out.println("ServicesIT: all roles in one process were resident with " + resident + " MB at most");
        assertThat(resident).isLessThan(RESIDENT_LIMIT_MB);
    }

    @Test
    void deliverThoughEveryTopicHasRecordsThatCannotBeRead() throws Exception {
        // Given
        byte[] noAvro = "no avro".getBytes(StandardCharsets.UTF_8);
        byte[] unknownSchema = {0, 0, 0, 99, 99, 1};
        TenantKafka kafka = new TenantKafka("demo",
                Map.of("bootstrap.servers", broker.bootstrapServers(), "schema.registry.url",
                        registry.url().toString()),
                new KafkaAvroSerializer(), new KafkaAvroDeserializer());
        kafka.createTopics((short) 1);
        try (kafka; Producer<String, byte[]> producer = kafka.producer()) {
            for (Topic topic : Topic.catalogue()) {
                for (String key : List.of("junk", "NLA001/customer/junk", "NLA001/customer/junk@write")) {
                    producer.send(new ProducerRecord<>(kafka.name(topic), 0, key, noAvro)).get();
                    producer.send(new ProducerRecord<>(kafka.name(topic), 0, key, unknownSchema)).get();
                }
            }
        }

        // When
        start(TwinAfas.class, List.of("run", "--config", configuration().toString()));

        // Then
        awaitDelivered();
        assertThat(afas.calls().violations()).isEmpty();
    }

    /** Nine of ten invoices: the company has some that are refused on purpose, and concepts that stay. */
    private void awaitDelivered() {
        int expected = COMPANY.offices().stream().mapToInt(office -> office.invoices().size()).sum() * 9 / 10;
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> {
            services.forEach(Service::assertAlive);
            return afas.books().documents().size() >= expected;
        });
        List<String> references = afas.books().documents().stream().map(Order::reference).toList();
        assertThat(new HashSet<>(references)).hasSameSizeAs(references);
        assertThat(afas.calls().mostAtOnce()).as("the writer's four and one to read back").isLessThanOrEqualTo(5);
    }

    private Service start(Class<?> application, List<String> arguments) throws IOException {
        int port = Ports.free();
        Path output = folder.resolve(application.getSimpleName() + ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@java.options",
                "-Dserver.port=" + port,
                "-Dstandalone.token-folder=" + folder.resolve("tokens"),
                "-Dspring.config.additional-location=" + configuration().toUri(), "-cp",
                System.getProperty("java.class.path"), application.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // As the launcher starts it.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        Service service = new Service(builder.start(), port, output);
        services.add(service);
        return service;
    }

    /** The demo's settings with the addresses of this test. */
    private Path configuration() throws IOException {
        Path file = folder.resolve("configuration.yaml");
        if (!Files.exists(file)) {
            String demo = new String(
                    Objects.requireNonNull(TwinAfas.class.getResourceAsStream("/demo.yaml")).readAllBytes(),
                    StandardCharsets.UTF_8);
            Files.writeString(file, demo.replace("  twinfield:\n", """
                      twinfield:
                        login-url: %s
                        client-id: %s
                        client-secret: %s
                        refresh-token: %s
                    """.formatted(twinfield.loginUrl(), twinfield.clientId(), twinfield.clientSecret(),
                    twinfield.refreshToken())).replace("  afas:\n", """
                              afas:
                                base-url: %s
                                client-id: %s
                                client-secret: %s
                            """.formatted(afas.baseUrl(), afas.clientId(), afas.clientSecret()))
                    .replace("credits-per-minute: 500", "credits-per-minute: 100000") + """
                              encryption:
                                master-key: %s
                              access:
                                tokens:
                                  - {name: prometheus, role: viewer, token: %s}
                            spring:
                              kafka:
                                bootstrap-servers: %s
                                properties:
                                  schema.registry.url: %s
                            """.formatted(TestKeys.MASTER_KEY, TOKEN, broker.bootstrapServers(), registry.url()));
        }
        return file;
    }

    /** A process that was started. */
    private record Service(Process process, int port, Path output) implements AutoCloseable {

        void assertAlive() {
            assertThat(process.isAlive()).as(() -> {
                try {
                    return Files.readString(output);
                } catch (IOException e) {
                    return output.toString();
                }
            }).isTrue();
        }

        String get(String path) throws Exception {
            try (HttpClient client = HttpClient.newHttpClient()) {
                return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + TOKEN).build(),
                        HttpResponse.BodyHandlers.ofString()).body();
            }
        }

        /** The most memory it ever had resident, in MB. */
        int residentAtMost() throws IOException {
            try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
                return lines.filter(line -> line.startsWith("VmHWM"))
                        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024).findFirst()
                        .orElseThrow();
            }
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
