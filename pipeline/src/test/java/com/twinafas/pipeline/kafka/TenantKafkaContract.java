package com.twinafas.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.twinafas.pipeline.log.LogOracle;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.avro.RawState;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;

/** What a tenant's topics owe to the roles, on any broker. */
@ExtendWith(LogOracle.class)
abstract class TenantKafkaContract {

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private Map<String, Object> properties = Map.of();
    private TenantKafka kafka = kafka(Map.of());

    /** The addresses of a broker that runs. */
    abstract String bootstrapServers();

    @BeforeEach
    void connect() {
        properties = Map.of("bootstrap.servers", bootstrapServers());
        kafka = kafka(properties);
        kafka.createTopics(null);
        // A broker hears a moment later than its controller of what is new.
        List<String> names = Topic.catalogue().stream().map(kafka::name).toList();
        try (Admin admin = Admin.create(properties)) {
            await().until(() -> admin.listTopics().names().get().containsAll(names));
        }
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void createsEveryTopicOfTheCatalogueWithItsCleanUp() throws Exception {
        // When
        List<String> names = Topic.catalogue().stream().map(kafka::name).toList();

        // Then
        try (Admin admin = Admin.create(properties)) {
            Map<String, TopicDescription> topics = admin.describeTopics(names).allTopicNames().get();
            assertThat(topics.values()).allSatisfy(topic -> assertThat(topic.partitions()).hasSize(1));
            ConfigResource delivery = new ConfigResource(ConfigResource.Type.TOPIC, kafka.name(Topic.DELIVERY));
            ConfigResource activity = new ConfigResource(ConfigResource.Type.TOPIC, kafka.name(Topic.ACTIVITY));
            Map<ConfigResource, Config> configs = admin.describeConfigs(List.of(delivery, activity)).all().get();
            assertThat(value(configs, delivery, "cleanup.policy")).isEqualTo("compact");
            assertThat(value(configs, activity, "cleanup.policy")).isEqualTo("delete");
            assertThat(value(configs, activity, "retention.ms"))
                    .isEqualTo(String.valueOf(Duration.ofDays(90).toMillis()));
        }
    }

    @Test
    void keepsRecordsAsLongAsTheSettingsSayOnTopicsThatAreThereToo() throws Exception {
        // When
        kafka.createTopics(null, Map.of(Topic.ACTIVITY.name(), Duration.ofDays(7)));

        // Then, once the broker has heard of it
        try (Admin admin = Admin.create(properties)) {
            ConfigResource activity = new ConfigResource(ConfigResource.Type.TOPIC, kafka.name(Topic.ACTIVITY));
            ConfigResource update = new ConfigResource(ConfigResource.Type.TOPIC, kafka.name(Topic.UPDATE));
            String week = String.valueOf(Duration.ofDays(7).toMillis());
            await().untilAsserted(() -> {
                Map<ConfigResource, Config> configs = admin.describeConfigs(List.of(activity, update)).all().get();
                assertThat(value(configs, activity, "retention.ms")).isEqualTo(week);
                assertThat(value(configs, activity, "cleanup.policy")).isEqualTo("delete");
                assertThat(value(configs, activity, "segment.ms"))
                        .isEqualTo(String.valueOf(Duration.ofDays(1).toMillis()));
                assertThat(value(configs, update, "retention.ms")).isEqualTo(week);
            });
        }
    }

    @Test
    void leavesTopicsThatAreThereAsTheyAre() {
        // Given
        try (Producer<String, byte[]> producer = kafka.producer()) {
            send(producer, kafka.record(Topic.CUSTOMER, "NL01/customer/1000", raw("1000")));
        }

        // When
        kafka.createTopics(null);

        // Then
        assertThat(read(Topic.CUSTOMER)).hasSize(1);
    }

    @Test
    void readsWhatItWroteToTheEndAndNotBeyond() throws Exception {
        // Given
        try (Producer<String, byte[]> producer = kafka.producer()) {
            for (int i = 0; i < 100; i++) {
                send(producer, kafka.record(Topic.CUSTOMER, "NL01/customer/" + i, raw(String.valueOf(i))));
            }
            send(producer, kafka.record(Topic.CUSTOMER, "NL01/customer/1", null));
        }

        // When
        List<ConsumerRecord<String, byte[]>> records = read(Topic.CUSTOMER);

        // Then
        assertThat(records).hasSize(101);
        assertThat(kafka.read(records.get(42), RawRecord.class)).isEqualTo(raw("42"));
        assertThat(records.getLast().value()).isNull();
    }

    @Test
    void readsAnEmptyTopic() {
        assertThat(read(Topic.NOTICE)).isEmpty();
    }

    @Test
    void showsNothingOfATransactionThatDidNotCommit() {
        // Given
        try (Producer<String, byte[]> producer = kafka.transactionalProducer("poller")) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, kafka.record(Topic.CUSTOMER, "NL01/customer/1", raw("1")));
            producer.abortTransaction();
            producer.beginTransaction();
            send(producer, kafka.record(Topic.CUSTOMER, "NL01/customer/2", raw("2")));
            producer.commitTransaction();
        }

        // When
        List<ConsumerRecord<String, byte[]>> records = read(Topic.CUSTOMER);

        // Then
        assertThat(records).extracting(ConsumerRecord::key).containsExactly("NL01/customer/2");
    }

    @Test
    void fencesTheProducerThatHadTheNameBefore() {
        try (Producer<String, byte[]> before = kafka.transactionalProducer("writer");
                Producer<String, byte[]> after = kafka.transactionalProducer("writer")) {
            // Given
            before.initTransactions();
            before.beginTransaction();
            send(before, kafka.record(Topic.DELIVERY, "NL01/customer/1", raw("1")));

            // When
            after.initTransactions();

            // Then
            assertThatThrownBy(before::commitTransaction).isInstanceOf(KafkaException.class);
        }
        assertThat(read(Topic.DELIVERY)).isEmpty();
    }

    @Test
    void readsToTheEndAlsoBehindATransactionThatIsStillOpen() throws Exception {
        try (Producer<String, byte[]> mapper = kafka.transactionalProducer("mapper");
                Producer<String, byte[]> writer = kafka.transactionalProducer("writer")) {
            // Given
            mapper.initTransactions();
            mapper.beginTransaction();
            send(mapper, kafka.record(Topic.DEAD_LETTER, "open", raw("1")));
            writer.initTransactions();
            writer.beginTransaction();
            send(writer, kafka.record(Topic.DEAD_LETTER, "committed", raw("2")));
            writer.commitTransaction();

            // When
            CompletableFuture<List<ConsumerRecord<String, byte[]>>> reading = CompletableFuture
                    .supplyAsync(() -> read(Topic.DEAD_LETTER));
            assertThatThrownBy(() -> reading.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            mapper.abortTransaction();

            // Then
            assertThat(reading.get(10, TimeUnit.SECONDS)).extracting(ConsumerRecord::key).containsExactly("committed");
        }
    }

    @Test
    void carriesARecordOfSeveralMegabytes() throws Exception {
        // Given
        RawRecord large = RawRecord.newBuilder(raw("1")).setPayload(ByteBuffer.allocate(9 * 1024 * 1024)).build();

        // When
        try (Producer<String, byte[]> producer = kafka.producer()) {
            producer.send(kafka.record(Topic.TRANSACTION, "NL01/transaction/MEMO/1", large)).get();
        }

        // Then
        assertThat(kafka.read(read(Topic.TRANSACTION).getFirst(), RawRecord.class)).isEqualTo(large);
    }

    @Test
    void groupsOfTwoTenantsAreTwoGroups() {
        // Given
        TenantKafka other = new TenantKafka("other-" + tenant, properties(properties), new KafkaAvroSerializer(),
                new KafkaAvroDeserializer());

        // When
        try (Consumer<String, byte[]> ours = kafka.consumer("mapper", Map.of());
                Consumer<String, byte[]> theirs = other.consumer("mapper", Map.of())) {
            // Then
            assertThat(ours.groupMetadata().groupId()).isEqualTo(tenant + ".mapper");
            assertThat(theirs.groupMetadata().groupId()).isEqualTo("other-" + tenant + ".mapper");
        }
        other.close();
    }

    @Test
    void makesAValueOfARecordThatCannotBeRead() {
        // Given
        try (Producer<String, byte[]> producer = kafka.producer()) {
            send(producer, new ProducerRecord<>(kafka.name(Topic.CUSTOMER), 0, "NL01/customer/1",
                    "<jan@example.com/>".getBytes(StandardCharsets.UTF_8)));
            send(producer, kafka.record(Topic.CUSTOMER, "NL01/customer/2", raw("2")));
        }

        // When
        List<ConsumerRecord<String, byte[]>> records = read(Topic.CUSTOMER);

        // Then
        assertThatThrownBy(() -> kafka.read(records.getFirst(), RawRecord.class)).isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining(kafka.name(Topic.CUSTOMER)).hasMessageNotContaining("jan@");
        assertThatThrownBy(() -> kafka.read(records.getLast(), com.twinafas.schemas.avro.Notice.class))
                .isInstanceOf(UnreadableRecord.class);
    }

    @Test
    void aRegistryThatIsAwayMakesNoRecordUnreadable() {
        // Given
        try (Producer<String, byte[]> producer = kafka.producer()) {
            send(producer, kafka.record(Topic.CUSTOMER, "NL01/customer/2", raw("2")));
        }
        ConsumerRecord<String, byte[]> record = read(Topic.CUSTOMER).getFirst();
        TenantKafka withoutRegistry = new TenantKafka(tenant,
                Map.of("schema.registry.url", "http://127.0.0.1:1", "max.retries", 0), new KafkaAvroSerializer(),
                new KafkaAvroDeserializer());

        // When, Then
        assertThatThrownBy(() -> withoutRegistry.read(record, RawRecord.class)).isInstanceOf(RetriableException.class);
        withoutRegistry.close();
    }

    @Test
    void createsTheTopicsWhenKafkaComesBack() {
        // Given
        TenantKafka away = new TenantKafka("away", properties(Map.of("bootstrap.servers", "127.0.0.1:1")),
                new KafkaAvroSerializer(), new KafkaAvroDeserializer());
        TopicCreation creation = new TopicCreation(away, null, Map.of(), Duration.ofMillis(10));

        // When
        creation.start();

        // Then
        assertThat(creation.health().getStatus().getCode()).isEqualTo("DOWN");
        creation.stop();
        TopicCreation here = new TopicCreation(kafka, null, Map.of(), Duration.ofMillis(10));
        here.start();
        await().until(() -> here.health().getStatus().getCode().equals("UP"));
        here.stop();
        away.close();
    }

    private List<ConsumerRecord<String, byte[]>> read(Topic topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        kafka.readToEnd(topic, records::add);
        return records;
    }

    private static void send(Producer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
        Future<RecordMetadata> sent = producer.send(record);
        producer.flush();
        assertThat(sent).isDone();
    }

    private TenantKafka kafka(Map<String, Object> connection) {
        return new TenantKafka(tenant, properties(connection), new KafkaAvroSerializer(), new KafkaAvroDeserializer());
    }

    private static Map<String, Object> properties(Map<String, Object> connection) {
        Map<String, Object> all = new java.util.HashMap<>(connection);
        all.put("schema.registry.url", "mock://tenant-kafka");
        all.put("specific.avro.reader", true);
        return all;
    }

    private static String value(Map<ConfigResource, Config> configs, ConfigResource topic, String key) {
        Config config = configs.get(topic);
        return config == null ? "" : config.get(key).value();
    }

    private static RawRecord raw(String code) {
        return RawRecord.newBuilder().setOffice("NL01").setKind("customer").setCode(code).setRevision(7)
                .setHash("ab12").setState(RawState.ACTIVE).setPolledAt(Instant.parse("2026-01-02T03:04:05Z"))
                .setPayload(ByteBuffer.wrap(new byte[]{1, 2, 3})).build();
    }
}
