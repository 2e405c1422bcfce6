package com.twinafas.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.standalone.registry.SchemaRegistry;

/**
 * The roles as the chart's pods run them: each a process of its own, with the variables and files of its pod, over TLS, on
 * the chart's topics and with the rights it gives.
 */
class RightsIT {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String OFFICE = "NLA001";
    private static final String KAFKA_USER = "demo-twinafas-kafka";
    /** Exit code of a process that ended in order after SIGTERM. */
    private static final int TOLD_TO_END = 143;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<Pod> pods = new ArrayList<>();
    private final AtomicInteger alerts = new AtomicInteger();

    @TempDir
    private Path folder = Path.of("");
    private TwinfieldSimulator twinfield;
    private AfasSimulator afas;
    private GuardedBroker broker;
    private SchemaRegistry registry;
    private HttpServer webhook;
    private Admin administrator;

    @BeforeEach
    void start() throws Exception {
        Company company = Company.generate(7, CompanySize.SMALL);
        twinfield = TwinfieldSimulator.start(TwinfieldSimulatorConfig.of(company).limits(Limits.none()));
        afas = AfasSimulator.start(AfasSimulatorConfig.of(AfasSide.of(company)));
        broker = new GuardedBroker(folder.resolve("broker"), KAFKA_USER);
        registry = SchemaRegistry.start(Map.of("bootstrap.servers", broker.internalServers()), "_schemas", 0);
        administrator = Admin.create(Map.of("bootstrap.servers", broker.internalServers()));
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            alerts.incrementAndGet();
        });
        webhook.start();
    }

    @AfterEach
    void stop() {
        pods.forEach(Pod::close);
        webhook.stop(0);
        administrator.close();
        registry.close();
        broker.close();
        afas.close();
        twinfield.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls", "scram-sha-512"})
    void areEnoughForEverythingAndForNothingOfOthers(String authentication) throws Exception {
        // Given
        List<Map<String, Object>> manifests = Chart.manifests(values(authentication));
        applyKafka(manifests, broker.principal(authentication));
        administrator.createTopics(List.of(new NewTopic("other.afas.update", 1, (short) 1))).all().get();
        RecordingAuthorizer.takeDenied();

        // When
        for (Map<String, Object> deployment : Chart.ofKind(manifests, "Deployment")) {
            pods.add(start(manifests, deployment));
        }

        // Then
        assertThat(pods).hasSize(5);
        await().atMost(PATIENCE).until(() -> {
            pods.forEach(Pod::assertRunning);
            return afas.books().documents().size() >= 10 && end("demo.afas.status") > 0;
        });
        for (Pod pod : pods) {
            await().atMost(PATIENCE).until(pod::isReady);
        }
        useAll(pods.stream().filter(pod -> pod.toString().endsWith("-mapper")).findFirst().orElseThrow());
        for (Pod pod : pods) {
            assertThat(pod.stop()).as(pod.toString()).isEqualTo(TOLD_TO_END);
        }
        assertThat(Set.copyOf(RecordingAuthorizer.takeDenied())).isEmpty();
        assertOthersAreClosed(broker.client(authentication));
    }

    /** Everything that people ask for. */
    private void useAll(Pod api) throws Exception {
        try (Operator operator = new Operator(api.address(), TOKEN)) {
            await().atMost(PATIENCE).until(() -> alerts.get() > 0);
            assertThat(operator.edit("twinafas: {}", 409).get("error").asString())
                    .startsWith("The configuration file decides");
            assertThat(operator.get("/api/settings/versions").get("versions")).isNotEmpty();

            Map<String, Object> invoices = Map.of("flow", "sales-invoice", "office", OFFICE);
            Map<String, Object> rehearsal = Map.of("flow", "sales-invoice", "office", OFFICE, "dryRun", true);
            for (Map<String, Object> replay : List.of(rehearsal, invoices)) {
                JsonNode replayed = operator.done("/api/replays", replay);
                assertThat(replayed.get("state").asString()).as(replayed.toString()).isEqualTo("done");
                assertThat(replayed.get("done").asInt()).isPositive().isEqualTo(replayed.get("total").asInt());
            }

            JsonNode cause = operator.get("/api/dead-letters").at("/causes/0");
            JsonNode redriven = operator.done("/api/redrive", Map.of("cause", cause.get("key").asString()));
            assertThat(redriven.get("state").asString()).as(redriven.toString()).isEqualTo("done");
            String refused = cause.at("/examples/0").asString();
            JsonNode discarded = operator.done("/api/discard",
                    Map.of("records", List.of(refused), "reason", "entered by hand"));
            assertThat(discarded.get("state").asString()).as(discarded.toString()).isEqualTo("done");
            await().atMost(PATIENCE).until(
                    () -> operator.get("/api/dead-letters?record=" + refused).get("records").asInt() == 0);

            SalesInvoice invoice = twinfield.books().invoices(OFFICE).getFirst();
            String period = invoice.date().getYear() + "/%02d".formatted(invoice.date().getMonthValue());
            JsonNode reconciled = operator.done("/api/reconciliations", Map.of("office", OFFICE, "period", period));
            assertThat(reconciled.get("state").asString()).as(reconciled.toString()).isEqualTo("done");

            assertThat(operator.get("/api/doubts").has("doubts")).isTrue();
            String customer = OFFICE + "/customer/" + invoice.customer();
            assertThat(operator.get("/api/records/" + customer).toString()).contains(customer);
            assertThat(operator.erased(customer).get("destroyedAt").isNull()).isFalse();
            assertThat(operator.get("/api/audit").toString()).contains("/api/replays", "/api/redrive",
                    "/api/discard", "/api/reconciliations", "/api/erasures");
        }
    }

    private static void assertOthersAreClosed(Map<String, Object> client) throws Exception {
        TopicPartition others = new TopicPartition("other.afas.update", 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(client, new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(others));
            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(10)))
                    .isInstanceOf(TopicAuthorizationException.class);
        }
        Map<String, Object> member = new HashMap<>(client);
        member.put("group.id", "other.writer");
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(member, new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("demo.afas.update"));
            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(10)))
                    .isInstanceOf(GroupAuthorizationException.class);
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(client, new StringSerializer(),
                new StringSerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(others.topic(), "key", "value")).get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        Map<String, Object> transactional = new HashMap<>(client);
        transactional.put("transactional.id", "other.writer");
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(transactional, new StringSerializer(),
                new StringSerializer())) {
            assertThatThrownBy(producer::initTransactions).isInstanceOf(TransactionalIdAuthorizationException.class);
        }
        try (Admin admin = Admin.create(client)) {
            assertThat(admin.listTopics().names().get()).isNotEmpty().allMatch(topic -> topic.startsWith("demo."));
            assertThatThrownBy(() -> admin.deleteTopics(List.of("demo.afas.delivery")).all().get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    /** The example's values for a tenant between the simulators. */
    private Path values(String authentication) throws Exception {
        Map<String, Object> demo = new Yaml().load(
                RightsIT.class.getResourceAsStream("/demo.yaml"));
        Map<String, Object> settings = Chart.map(Chart.at(demo, "twinafas"));
        settings.remove("tenant");
        Chart.map(Chart.at(settings, "twinfield"))
                .putAll(Map.of("login-url", twinfield.loginUrl().toString(), "client-id",
                        twinfield.clientId(), "credits-per-minute", 1_000_000));
        Chart.map(Chart.at(settings, "afas")).putAll(Map.of("base-url", afas.baseUrl().toString(), "client-id",
                afas.clientId()));
        Map<String, Object> values = Map.of("tenant", "demo", "topology", "split", "logFormat", "", "image",
                Map.of("repository", "twinafas/server"), "settings", settings, "secrets", Map.of("name", "tenant"),
                "channels", Map.of("webhook", true), "access",
                Map.of("tokens", List.of(Map.of("name", "prometheus", "role", "viewer"),
                        Map.of("name", "books", "role", "administrator"))),
                "kafka",
                Map.of("bootstrapServers", broker.servers(authentication), "authentication", authentication,
                        "registryUrl", registry.url(), "topics", Map.of("replicas", 1, "minInSyncReplicas", 1),
                        "strimzi",
                        Map.of("enabled", true, "cluster", "kafka")));
        return Files.writeString(folder.resolve("values.yaml"), Chart.text(values));
    }

    /** What Strimzi's operators do. */
    private void applyKafka(List<Map<String, Object>> manifests, String principal) throws Exception {
        List<NewTopic> topics = new ArrayList<>();
        for (Map<String, Object> topic : Chart.ofKind(manifests, "KafkaTopic")) {
            Map<String, String> config = new HashMap<>();
            Chart.map(Chart.at(topic, "spec", "config")).forEach((key, value) -> config.put(key, value.toString()));
            topics.add(new NewTopic(Chart.at(topic, "spec", "topicName").toString(), 1, (short) 1).configs(config));
        }
        administrator.createTopics(topics).all().get();
        Map<String, Object> user = Chart.ofKind(manifests, "KafkaUser").getFirst();
        List<AclBinding> rights = new ArrayList<>();
        for (Object acl : (List<?>) Chart.at(user, "spec", "authorization", "acls")) {
            ResourceType type = switch (Chart.at(acl, "resource", "type").toString()) {
                case "topic" -> ResourceType.TOPIC;
                case "group" -> ResourceType.GROUP;
                case "transactionalId" -> ResourceType.TRANSACTIONAL_ID;
                default -> throw new IllegalStateException(acl.toString());
            };
            for (Object operation : (List<?>) Chart.at(acl, "operations")) {
                rights.add(new AclBinding(
                        new ResourcePattern(type, Chart.at(acl, "resource", "name").toString(), PatternType.PREFIXED),
                        new AccessControlEntry(principal, "*",
                                AclOperation.valueOf(operation.toString().toUpperCase(Locale.ROOT)),
                                AclPermissionType.ALLOW)));
            }
        }
        administrator.createAcls(rights).all().get();
    }

    /** What the kubelet does: writes the files of the pod's volumes, gives it its variables, and starts it. */
    private Pod start(List<Map<String, Object>> manifests, Map<String, Object> deployment) throws Exception {
        Object pod = Chart.at(deployment, "spec", "template", "spec");
        String name = Chart.at(deployment, "metadata", "name").toString();
        Path root = Files.createDirectories(folder.resolve(name));
        for (Object volume : (List<?>) Chart.at(pod, "volumes")) {
            Path mounted = Files.createDirectories(root.resolve(Chart.at(volume, "name").toString()));
            if (Chart.map(volume).containsKey("projected")) {
                for (Object source : (List<?>) Chart.at(volume, "projected", "sources")) {
                    for (Object item : (List<?>) Chart.at(source, "secret", "items")) {
                        Files.write(mounted.resolve(Chart.at(item, "path").toString()),
                                secret(Chart.at(source, "secret", "name").toString(),
                                        Chart.at(item, "key").toString()));
                    }
                }
            }
        }
        Files.writeString(root.resolve("settings/application.yaml"),
                Chart.at(Chart.ofKind(manifests, "ConfigMap").getFirst(), "data", "application.yaml").toString()
                        .replace(Pod.MOUNTED, root.toString()));
        Map<String, String> variables = new HashMap<>();
        for (Object variable : (List<?>) Chart.at(pod, "containers", 0, "env")) {
            variables.put(Chart.at(variable, "name").toString(),
                    Chart.at(variable, "value").toString().replace(Pod.MOUNTED, root.toString()));
        }
        String probe = Chart.at(pod, "containers", 0, "readinessProbe", "httpGet", "path").toString();
        return Pod.start(name, root, variables, probe);
    }

    private byte[] secret(String name, String key) throws Exception {
        if (!name.equals("tenant")) {
            assertThat(name).isIn(KAFKA_USER, "kafka-cluster-ca-cert");
            return broker.secret(key);
        }
        String value = switch (key) {
            case "master-key" -> TestKeys.MASTER_KEY;
            case "twinfield-client-secret" -> twinfield.clientSecret();
            case "twinfield-refresh-token" -> twinfield.refreshToken();
            case "afas-client-secret" -> afas.clientSecret();
            case "webhook-url" -> "http://127.0.0.1:" + webhook.getAddress().getPort();
            case "token-prometheus" -> "f".repeat(TOKEN.length());
            case "token-books" -> TOKEN;
            default -> throw new IllegalStateException(key);
        };
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private long end(String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        return administrator.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition).get().offset();
    }
}
