package com.twinafas.writer.ownership;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

import com.twinafas.afas.connection.AfasConfig;
import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.afas.signin.Credentials;
import com.twinafas.pipeline.doubt.Doubt;
import com.twinafas.pipeline.doubt.DoubtReader;
import com.twinafas.pipeline.doubt.Verdict;
import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.replay.Commands;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.SettingsLoader;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.schemas.avro.DeadLetter;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.UpdateCodec;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.scenario.Samples;

@EmbeddedKafka(partitions = 1)
class WriterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final DebtorBlock COMPANY = company("1001", 1, "Voorbeeld B.V.", "info@v.example");

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Writer> writers = new ArrayList<>();
    private final UpdateCodec codec = new UpdateCodec();
    private final AfasConnection connection = AfasConnection.open(
            AfasConfig.of(afas.baseUrl(), new Credentials.OAuth(afas.clientId(), afas.clientSecret())).withReads(1,
                    Duration.ofMillis(1)),
            InstantSource.system(), meters);
    private Map<String, Object> properties = Map.of();
    private TenantKafka kafka = kafka();
    private KeyRing keys = TestKeys.of(kafka);
    private CurrentSettings current = CurrentSettings.fixed(settings(Map.of()));

    @BeforeEach
    void connect(EmbeddedKafkaBroker broker) {
        properties = Map.of("bootstrap.servers", broker.getBrokersAsString());
        kafka = kafka();
        keys = TestKeys.of(kafka);
        kafka.createTopics(null);
    }

    @AfterEach
    void stop() {
        writers.forEach(Writer::stop);
        kafka.close();
        connection.close();
        afas.close();
    }

    @Test
    void deliversLiveAndBulkAndNothingAgainAfterARestart() {
        // Given
        for (int i = 1; i <= 20; i++) {
            send(i % 2 == 0 ? Topic.UPDATE : Topic.UPDATE_BULK, invoice(i), i, order(invoice(i), COMPANY, 1));
        }

        // When
        Writer first = writer();
        awaitDelivered(20 + 1);
        first.stop();
        int calls = afas.calls().calls().size();
        Writer second = writer();
        send(Topic.UPDATE_BULK, invoice(1), 1, order(invoice(1), COMPANY, 1));
        send(Topic.UPDATE, invoice(21), 21, order(invoice(21), COMPANY, 1));
        awaitDelivered(21 + 1);

        // Then
        assertThat(second.isRunning()).isTrue();
        assertThat(afas.books().orders()).hasSize(21);
        assertThat(afas.books().debtors()).hasSize(1);
        assertThat(afas.calls().calls().size() - calls)
                .as("a look, the article a new process does not know yet, and the order")
                .isLessThanOrEqualTo(3);
        assertThat(afas.calls().violations()).isEmpty();
        assertThat(meters.timer("twinafas.writer.commit").count()).as("commits in groups").isLessThan(20 * 4);
        for (String stage : List.of("writer", "whole")) {
            assertThat(meters.get("twinafas.record.duration").tags("flow", "sales-invoice", "stage", stage).timer()
                    .count()).as("only what is live").isEqualTo(10 + 1);
        }
    }

    @Test
    void lastsThroughAChangeOfOwner() {
        // Given
        Writer first = writer();
        await().atMost(PATIENCE).until(() -> isOwner(first));
        Writer second = writer();
        for (int i = 1; i <= 30; i++) {
            send(Topic.UPDATE, invoice(i), i, order(invoice(i), COMPANY, 1));
        }
        awaitDelivered(5);

        // When
        first.stop();

        // Then
        awaitDelivered(30 + 1);
        await().atMost(PATIENCE).until(() -> isOwner(second));
        assertThat(afas.books().orders()).hasSize(30);
        assertThat(afas.books().debtors()).hasSize(1);
    }

    @Test
    void stopsWorkWhenFencedAndSettlesWhatWasUnderWay() {
        // Given
        writer();
        send(Topic.UPDATE, customer("1001"), 1, new AfasUpdate.DebtorUpdate(COMPANY));
        awaitDelivered(1);
        afas.faults().add(FaultRule.of("slow", new Fault.Delayed(Duration.ofSeconds(2))).operation("FbSales").nth(1));
        send(Topic.UPDATE, invoice(1), 2, order(invoice(1), COMPANY, 1));
        await().atMost(PATIENCE).until(() -> afas.faults().fired("slow") == 1);

        // When
        try (Producer<String, byte[]> other = kafka.transactionalProducer("writer")) {
            other.initTransactions();
        }
        send(Topic.UPDATE, invoice(2), 3, order(invoice(2), COMPANY, 1));

        // Then
        awaitDelivered(3);
        assertThat(afas.books().byReference(invoice(1).toString())).hasSize(1);
        assertThat(afas.books().byReference(invoice(2).toString())).hasSize(1);
        assertThat(afas.calls().of("FbSales").stream().filter(call -> call.method().equals("POST"))).hasSize(2);
    }

    @Test
    void putsWhatCannotBeReadAsideAndGoesOn() throws Exception {
        // Given
        try (Producer<String, byte[]> producer = kafka.producer()) {
            producer.send(new ProducerRecord<>(kafka.name(Topic.UPDATE), 0, "x", "no avro".getBytes(
                    StandardCharsets.UTF_8))).get();
            producer.send(kafka.record(Topic.UPDATE, invoice(1).toString(),
                    envelope(invoice(1), 1, order(invoice(1), COMPANY, 1), "no json".getBytes(StandardCharsets.UTF_8))))
                    .get();
        }
        send(Topic.UPDATE, invoice(2), 2, order(invoice(2), COMPANY, 1));

        // When
        writer();

        // Then
        awaitDelivered(1 + 1);
        assertThat(read(Topic.UPDATE.deadLetters())).hasSize(2);
        assertThat(openDeadLetters()).containsEntry(invoice(1) + "@write", "RECORD_UNREADABLE");
    }

    @Test
    void keepsADeadLetterUntilTheRecordGoesOn() {
        // Given
        writer();
        AfasUpdate wrong = Samples.withItem(order(invoice(1), COMPANY, 1), "NIEUW");
        send(Topic.UPDATE, invoice(1), 1, wrong);
        await().atMost(PATIENCE).until(() -> openDeadLetters().equals(Map.of(invoice(1) + "@write", "ITEM_MISSING")));
        assertThat(deliveries().get(invoice(1).toString())).extracting(Delivery::outcome).isEqualTo(Outcome.REFUSED);

        // When
        send(Topic.UPDATE, Samples.article("NIEUW"), 2, Samples.item("NIEUW", "Nieuw"));
        send(Topic.UPDATE, invoice(1), 1, wrong);

        // Then
        awaitDelivered(3);
        assertThat(openDeadLetters()).isEmpty();
        assertThat(read(Topic.UPDATE.deadLetters())).hasSize(1);
    }

    @Test
    void tellsOfALineThatStoppedOnceAndTakesItBack() {
        // Given
        afas.denyAddress(true);
        writer();
        send(Topic.UPDATE, invoice(1), 1, order(invoice(1), COMPANY, 1));
        await().atMost(PATIENCE).until(() -> openDeadLetters().containsValue("AFAS_UNAUTHORIZED"));
        writers.getFirst().stop();

        // When
        afas.denyAddress(false);
        writer();

        // Then
        awaitDelivered(2);
        await().atMost(PATIENCE).until(() -> openDeadLetters().isEmpty());
        assertThat(afas.books().orders()).hasSize(1);
    }

    @Test
    void worksByTheOfficesInForceAtEachUpdate() {
        // Given
        current = CurrentSettings.fixed(settings(Map.of("twinafas.offices[0].code", "NL99")));
        writer();
        send(Topic.UPDATE, invoice(1), 1, order(invoice(1), COMPANY, 1));
        await().atMost(PATIENCE)
                .until(() -> openDeadLetters().equals(Map.of(invoice(1) + "@write", "OFFICE_UNMAPPED")));

        // When
        current.become(settings(Map.of("twinafas.version", "2")));
        send(Topic.UPDATE, invoice(1), 1, order(invoice(1), COMPANY, 1));

        // Then
        awaitDelivered(2);
        assertThat(afas.books().orders()).hasSize(1);
        assertThat(openDeadLetters()).isEmpty();
    }

    @Test
    void setsItselfUpAnewWhenTheSettingsWantItAndLosesNothing() {
        // Given
        current = CurrentSettings.fixed(settings(Map.of("twinafas.afas.connectors.items", "Wrong_Name")));
        writer();
        send(Topic.UPDATE, invoice(1), 1, order(invoice(1), COMPANY, 1));
        await().atMost(PATIENCE).until(() -> openDeadLetters().containsValue("AFAS_CONTRACT_BROKEN"));
        afas.faults().add(FaultRule.of("slow", new Fault.Delayed(Duration.ofMillis(700))).operation("FbSales"));

        // When
        current.become(settings(Map.of("twinafas.version", "2")));
        // What was polled while the settings changed may still meet the old ones.
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            send(Topic.UPDATE, invoice(1), 1, order(invoice(1), COMPANY, 1));
            return openDeadLetters().isEmpty();
        });
        for (int i = 2; i <= 20; i++) {
            send(i % 2 == 0 ? Topic.UPDATE : Topic.UPDATE_BULK, invoice(i), i, order(invoice(i), COMPANY, 1));
        }
        awaitDelivered(4);
        current.become(settings(Map.of("twinafas.version", "3", "twinafas.writer.in-doubt", "4s")));
        awaitDelivered(9);
        current.become(settings(Map.of("twinafas.version", "4", "twinafas.writer.intake", "5")));

        // Then
        awaitDelivered(20 + 1);
        assertThat(afas.books().orders()).hasSize(20);
        assertThat(afas.calls().of("FbSales").stream().filter(call -> call.method().equals("POST"))).hasSize(20);
        assertThat(openDeadLetters()).isEmpty();
        assertThat(steps()).as("what was under way came to its end").doesNotContain("in-doubt", "looked-up");
    }

    @Test
    void obeysWhatAPersonSaysOfADoubt() {
        // Given
        current = CurrentSettings
                .fixed(settings(Map.of("twinafas.writer.look-up", "false", "twinafas.writer.in-doubt", "100ms")));
        writer();
        afas.faults().add(FaultRule.of("lost", new Fault.AnswerLost()).operation("FbSales").nth(1),
                FaultRule.of("reset", new Fault.ResetBeforeCommit()).operation("FbSales").nth(1));
        send(Topic.UPDATE, invoice(1), 1, order(invoice(1), COMPANY, 1));
        await().atMost(PATIENCE).until(() -> openDeadLetters().containsKey(invoice(1) + "@write"));
        send(Topic.UPDATE, invoice(2), 2, order(invoice(2), COMPANY, 1));
        await().atMost(PATIENCE).until(() -> openDeadLetters().containsKey(invoice(2) + "@write"));
        DoubtReader doubts = new DoubtReader(kafka);
        assertThat(doubts.all()).hasSize(2).allSatisfy(doubt -> {
            assertThat(doubt.isWithPerson()).isTrue();
            assertThat(doubt.connector()).isEqualTo("FbSales");
            assertThat(doubt.facts()).containsKeys("DbId", "OrDa", "InvoiceTotal");
        });
        assertThat(doubts.heldUpBy(doubts.all().getFirst())).containsExactly(invoice(1));

        // When
        Commands commands = new Commands(kafka, InstantSource.system());
        String number = afas.books().orders().getFirst().number();
        for (Doubt doubt : doubts.all()) {
            commands.settle(new Verdict(doubt.record(), doubt.intent(),
                    doubt.record().equals(invoice(1)) ? number : null, "anna", Instant.now()));
        }

        // Then
        await().atMost(PATIENCE).until(() -> doubts.all().isEmpty());
        assertThat(openDeadLetters()).containsOnlyKeys(invoice(2) + "@write");
        assertThat(deliveries().get(invoice(1).toString())).satisfies(
                delivery -> assertThat(delivery.afas("OrNu")).isEqualTo(number));

        // When it is sent again
        send(Topic.UPDATE, invoice(2), 2, order(invoice(2), COMPANY, 1));

        // Then
        awaitDelivered(3);
        assertThat(afas.books().orders()).hasSize(2);
        assertThat(openDeadLetters()).isEmpty();
    }

    private List<String> steps() {
        List<String> steps = new ArrayList<>();
        read(Topic.ACTIVITY).forEach(record -> {
            try {
                steps.add(kafka.read(record, com.twinafas.schemas.avro.Activity.class).getStep());
            } catch (com.twinafas.pipeline.kafka.UnreadableRecord e) {
                throw new AssertionError(e);
            }
        });
        return steps;
    }

    private Writer writer() {
        Writer writer = new Writer(kafka, current, connection.afas(), TestKeys.of(kafka), InstantSource.system(),
                meters, Tracing.OFF);
        writers.add(writer);
        writer.start();
        return writer;
    }

    private static boolean isOwner(Writer writer) {
        return Boolean.TRUE.equals(writer.health().getDetails().get("owner"));
    }

    /** @param records documents and items, and the customers they bring */
    private void awaitDelivered(int records) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> deliveries().values().stream()
                .filter(delivery -> delivery.version() != null && delivery.intent() == null).count() >= records);
    }

    private Map<String, Delivery> deliveries() {
        Map<String, Delivery> found = new HashMap<>();
        read(Topic.DELIVERY).forEach(record -> {
            try {
                found.put(record.key(), DeliveryRecords
                        .toDelivery(kafka.read(record, com.twinafas.schemas.avro.Delivery.class),
                                TestKeys.of(kafka)));
            } catch (com.twinafas.pipeline.kafka.UnreadableRecord e) {
                throw new AssertionError(e);
            }
        });
        return found;
    }

    private Map<String, String> openDeadLetters() {
        Map<String, String> open = new HashMap<>();
        read(Topic.DEAD_LETTER).forEach(record -> {
            if (record.value() == null) {
                open.remove(record.key());
                return;
            }
            try {
                open.put(record.key(), kafka.read(record, DeadLetter.class).getFailureCode());
            } catch (com.twinafas.pipeline.kafka.UnreadableRecord e) {
                throw new AssertionError(e);
            }
        });
        return open;
    }

    private List<ConsumerRecord<String, byte[]>> read(Topic topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        kafka.readToEnd(topic, records::add);
        return records;
    }

    private void send(Topic topic, RecordKey key, long revision, AfasUpdate update) {
        try (Producer<String, byte[]> producer = kafka.producer()) {
            PayloadCipher.Sealed sealed = TestKeys.seal(kafka, keys,
                    update instanceof AfasUpdate.InvoiceUpdate invoice ? invoice.debtor().customer() : key,
                    codec.write(update));
            Future<RecordMetadata> _ = producer.send(kafka.record(topic, key.toString(),
                    com.twinafas.schemas.avro.Update.newBuilder(envelope(key, revision, update, new byte[0]))
                            .setKeyId(sealed.keyId()).setPayload(sealed.payload()).build()));
        }
    }

    private static com.twinafas.schemas.avro.Update envelope(RecordKey key, long revision, AfasUpdate update,
            byte[] payload) {
        String says = update instanceof AfasUpdate.InvoiceUpdate invoice
                ? "says" + invoice.document().hashCode()
                : "says" + update.hashCode();
        return com.twinafas.schemas.avro.Update.newBuilder().setOffice(key.office()).setKind(key.kind().wireName())
                .setCode(key.code()).setRevision(revision).setSettingsVersion(1).setRawHash("raw" + says)
                .setContentHash(says).setDocumentKind(update.documentKind().wireName())
                .setCustomerRevision(update instanceof AfasUpdate.InvoiceUpdate invoice
                        ? invoice.debtor().revision()
                        : null)
                .setMappedAt(Instant.EPOCH).setKeyId(null).setPayload(ByteBuffer.wrap(payload)).build();
    }

    private Settings settings(Map<String, Object> said) {
        Map<String, Object> values = new HashMap<>(Map.of("twinafas.tenant", tenant, "twinafas.twinfield.client-id",
                "id", "twinafas.twinfield.client-secret", "secret", "twinafas.twinfield.refresh-token", "token",
                "twinafas.afas.base-url", afas.baseUrl().toString(), "twinafas.afas.client-id", afas.clientId(),
                "twinafas.afas.client-secret", afas.clientSecret()));
        values.put("twinafas.offices[0].code", "NL01");
        values.put("twinafas.offices[0].administration", "1");
        values.put("twinafas.offices[0].articles", "required");
        values.put("twinafas.writer.in-doubt", "3s");
        values.put("twinafas.writer.probe", "200ms");
        values.putAll(said);
        return SettingsLoader.load(values);
    }

    private TenantKafka kafka() {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("schema.registry.url", "mock://" + tenant);
        all.put("specific.avro.reader", true);
        return new TenantKafka(tenant, all, new KafkaAvroSerializer(), new KafkaAvroDeserializer());
    }
}
