package com.twinafas.pipeline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.pipeline.PipelineConfiguration;
import com.twinafas.pipeline.access.TestAccess;
import com.twinafas.pipeline.activity.Activities;
import com.twinafas.pipeline.deadletter.DeadLetters;
import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.erasure.Erasures;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.avro.Delivery;
import com.twinafas.schemas.avro.OrderState;
import com.twinafas.schemas.avro.OrderStatus;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.avro.RawState;
import com.twinafas.schemas.avro.Update;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;

@EmbeddedKafka(partitions = 1)
class ApiIT {

    private static final RecordKey DELIVERED = RecordKey.parse("NL01/sales-invoice/FACTUUR/13");
    private static final RecordKey REFUSED = RecordKey.parse("NL01/sales-invoice/FACTUUR/14");
    private static final RecordKey WAITING = RecordKey.parse("NL01/customer/1000");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ConfigurableApplicationContext context;
    private TenantKafka kafka;
    private Producer<String, byte[]> producer;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({PipelineConfiguration.class, ApiConfiguration.class})
    static class Service {
    }

    @BeforeEach
    void start(EmbeddedKafkaBroker broker) {
        Map<String, String> settings = Map.ofEntries(Map.entry("twinafas.tenant", "asked"),
                Map.entry("twinafas.twinfield.client-id", "id"), Map.entry("twinafas.twinfield.client-secret", "s"),
                Map.entry("twinafas.twinfield.refresh-token", "token"),
                Map.entry("twinafas.afas.base-url", "http://127.0.0.1:1"), Map.entry("twinafas.afas.token", "token"),
                Map.entry("twinafas.offices[0].code", "NL01"), Map.entry("twinafas.offices[0].administration", "1"),
                Map.entry("server.port", "0"), Map.entry("twinafas.encryption.master-key", TestKeys.MASTER_KEY),
                Map.entry("spring.kafka.bootstrap-servers", broker.getBrokersAsString()),
                Map.entry("spring.kafka.properties.schema.registry.url", "mock://asked"));
        List<String> arguments = new ArrayList<>();
        TestAccess.settings().forEach((name, text) -> arguments.add("--" + name + "=" + text));
        settings.forEach((name, text) -> arguments.add("--" + name + "=" + text));
        context = SpringApplication.run(Service.class, arguments.toArray(String[]::new));
        kafka = context.getBean(TenantKafka.class);
        producer = kafka.producer();
    }

    @AfterEach
    void stop() {
        producer.close();
        context.close();
    }

    @Test
    void answersHowATenantStandsAndWhatHappenedToARecord() throws Exception {
        // Given
        Activities mapper = new Activities(kafka, InstantSource.system(), Stage.MAP);
        DeadLetters letters = new DeadLetters(kafka, InstantSource.system(), Stage.WRITE);
        for (RecordKey key : List.of(WAITING, DELIVERED, REFUSED)) {
            send(kafka.record(Topic.raw(key.kind()), key.toString(), raw(key)));
        }
        send(mapper.step(DELIVERED, "mapped", 10L, Map.of()));
        send(new Activities(kafka, InstantSource.system(), Stage.WRITE).step(DELIVERED, "answered", 10L, Map.of(),
                new PayloadCipher.Sealed(null, ByteBuffer.wrap("Jansen's answer".getBytes(StandardCharsets.UTF_8)))));
        send(kafka.record(Topic.UPDATE, DELIVERED.toString(), update(DELIVERED)));
        send(kafka.record(Topic.DELIVERY, DELIVERED.toString(), delivery(DELIVERED)));
        send(kafka.record(Topic.ORDER_STATUS, "2026001", orderStatus("2026001", DELIVERED)));
        send(kafka.record(Topic.ORDER_STATUS, "2026002", orderStatus("2026002", REFUSED)));
        send(letters.state(REFUSED, Topic.UPDATE, 10L, Cause.of(FailureCode.ITEM_MISSING, "item", "D012"), null));
        send(new ProducerRecord<>(kafka.name(Topic.CUSTOMER), 0, "no key", new byte[]{1}));

        // When
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode status = JSON.readTree(get("/api/status", "application/json").body());
            assertThat(status.at("/complete").asBoolean()).isTrue();
            assertThat(status.at("/flows/customer/waiting").asInt()).isEqualTo(1);
            assertThat(status.at("/flows/sales-invoice/read").asInt()).isEqualTo(2);
            assertThat(status.at("/flows/sales-invoice/delivered").asInt()).isEqualTo(1);
            assertThat(status.at("/flows/sales-invoice/refused").asInt()).isEqualTo(1);
            assertThat(status.at("/flows/sales-invoice/orders/open").asInt()).isEqualTo(1);
            assertThat(status.at("/causes/0/records").asInt()).isEqualTo(1);
            assertThat(status.at("/causes/0/what/nl").asString()).isEqualTo("Artikel D012 bestaat niet in AFAS");
        });
        JsonNode open = JSON.readTree(get("/api/dead-letters?flow=sales-invoice&stage=write",
                "application/json").body());
        assertThat(open.at("/records").asInt()).isEqualTo(1);
        assertThat(open.at("/causes/0/key").asString()).isEqualTo("ITEM_MISSING{item=D012}@write");
        assertThat(open.at("/causes/0/toDo/en").asString()).startsWith("Create the article");
        assertThat(open.at("/causes/0/examples/0").asString()).isEqualTo(REFUSED.toString());
        assertThat(get("/api/dead-letters?cause=CUSTOMER_MISSING", "text/plain").body()).contains("No dead letters");
        assertThat(get("/api/dead-letters?stage=nowhere", "application/json").statusCode()).isEqualTo(400);
        send(letters.closed(REFUSED));

        // Then
        await().untilAsserted(() -> assertThat(
                JSON.readTree(get("/api/status", "application/json").body()).at("/causes").isEmpty()).isTrue());
        HttpResponse<String> text = get("/api/records/" + DELIVERED, "text/plain");
        assertThat(text.statusCode()).isEqualTo(200);
        assertThat(text.body()).contains("at AFAS  delivered: order, administration 1, DbId=10001 OrNu=2026001")
                .contains("order    open (Actief)").doesNotContain("2026002").contains("map       mapped")
                .doesNotContain("Jansen");
        JsonNode story = JSON.readTree(get("/api/records/" + DELIVERED + "?content=true", "application/json").body());
        assertThat(story.at("/delivery/afasKeys/OrNu").asString()).isEqualTo("2026001");
        assertThat(story.at("/orderStatus/afasStatus").asString()).isEqualTo("Actief");
        assertThat(story.at("/story").findValuesAsString("content")).containsExactly("<name>Jansen</name>",
                "Jansen's answer", "{\"name\":\"Jansen\"}", "[{\"DebtorId\":\"10001\"}]");
        assertThat(get("/api/records/NL01/sales-invoice/NONE/1", "application/json").statusCode()).isEqualTo(404);
        assertThat(get("/api/records/nonsense", "application/json").statusCode()).isEqualTo(400);
    }

    @Test
    void erasesCustomersOfWhomSomethingIsKeptAndSaysWhoAsked() throws Exception {
        // Given
        KeyRing keys = context.getBean(KeyRing.class);
        TestKeys.seal(kafka, keys, WAITING, "Jansen".getBytes(StandardCharsets.UTF_8));
        new Erasures(kafka, keys, InstantSource.system()).request(WAITING, "Piet", "asked by mail");

        // When
        String listed = get("/api/erasures", "application/json").body();

        // Then
        assertThat(JSON.readTree(listed).at("/erasures/0/customer").asString()).isEqualTo(WAITING.toString());
        assertThat(JSON.readTree(listed).at("/erasures/0/by").asString()).isEqualTo("Piet");
        assertThat(JSON.readTree(listed).at("/erasures/0/destroyedAt").isNull()).isTrue();
        assertThat(keys.isErased(WAITING)).isTrue();
        assertThat(erase("{\"customer\":\"NL01/customer/none\",\"by\":\"Piet\"}")).isEqualTo(404);
        assertThat(erase("{\"customer\":\"NL01/customer/none\"}")).as("the caller asks").isEqualTo(404);
        assertThat(erase("{\"customer\":\"NL01/customer/none\",\"by\":\"two\\nlines\"}")).isEqualTo(400);
        assertThat(erase("{\"customer\":\"NL01/sales-invoice/F/1\",\"by\":\"Piet\"}")).isEqualTo(400);
        assertThat(erase("{\"customer\":\"1000\",\"by\":\"Piet\"}")).isEqualTo(400);
    }

    private int erase(String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port")
                + "/api/erasures");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).header("Content-Type", "application/json")
                    .header("Authorization", TestAccess.ADMINISTRATOR)
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        }
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).header("Accept", accept)
                    .header("Authorization", TestAccess.ADMINISTRATOR).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private void send(ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record);
    }

    private static RawRecord raw(RecordKey key) {
        return RawRecord.newBuilder().setOffice(key.office()).setKind(key.kind().wireName()).setCode(key.code())
                .setRevision(10).setHash("0123456789abcdef").setState(RawState.ACTIVE).setPolledAt(Instant.EPOCH)
                .setPayload(ByteBuffer.wrap("<name>Jansen</name>".getBytes(StandardCharsets.UTF_8))).build();
    }

    private static Update update(RecordKey key) {
        return Update.newBuilder().setOffice(key.office()).setKind(key.kind().wireName()).setCode(key.code())
                .setRevision(10).setSettingsVersion(1).setRawHash("r").setContentHash("c").setDocumentKind("order")
                .setMappedAt(Instant.EPOCH)
                .setPayload(ByteBuffer.wrap("{\"name\":\"Jansen\"}".getBytes(StandardCharsets.UTF_8))).build();
    }

    private static OrderStatus orderStatus(String number, RecordKey key) {
        return OrderStatus.newBuilder().setOrderNumber(number).setRecordKey(key.toString()).setAfasStatus("Actief")
                .setStatus("open").setState(OrderState.PRESENT).setHash("h").setRevision(1).setPolledAt(Instant.EPOCH)
                .setPayload(ByteBuffer.wrap("[{\"DebtorId\":\"10001\"}]".getBytes(StandardCharsets.UTF_8))).build();
    }

    private static Delivery delivery(RecordKey key) {
        return Delivery.newBuilder().setOffice(key.office()).setKind(key.kind().wireName()).setCode(key.code())
                .setDocumentKind("order").setAdministration("1")
                .setAfasKeys(Map.of("OrNu", "2026001", "DbId", "10001")).setRevision(10L).setSettingsVersion(1L)
                .setOutcome(Outcome.DELIVERED).setOutcomeAt(Instant.EPOCH).build();
    }
}
