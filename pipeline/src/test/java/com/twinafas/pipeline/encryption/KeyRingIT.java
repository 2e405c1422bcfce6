package com.twinafas.pipeline.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

import com.twinafas.pipeline.kafka.FencedProducer;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;

@EmbeddedKafka(partitions = 1)
class KeyRingIT {

    private static final RecordKey CUSTOMER = RecordKey.parse("NL01/customer/1000");
    private static final RecordKey ARTICLE = RecordKey.parse("NL01/article/A");
    private static final byte[] CONTENT = "Jansen".getBytes(StandardCharsets.UTF_8);

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private TenantKafka kafka;
    private KeyRing poller;
    private KeyRing mapper;

    @BeforeEach
    void connect(EmbeddedKafkaBroker broker) {
        kafka = new TenantKafka(tenant,
                Map.of("bootstrap.servers", broker.getBrokersAsString(), "schema.registry.url", "mock://keys",
                        "specific.avro.reader", true),
                new KafkaAvroSerializer(), new KafkaAvroDeserializer());
        kafka.createTopics(null);
        poller = TestKeys.of(kafka);
        mapper = TestKeys.of(kafka);
    }

    @AfterEach
    void close() {
        poller.close();
        mapper.close();
        kafka.close();
    }

    @Test
    void whatOneSealsTheOtherOpens() {
        // Given
        mapper.refresh();

        // When
        PayloadCipher.Sealed sealed = TestKeys.seal(kafka, poller, CUSTOMER, CONTENT);

        // Then
        assertThat(mapper.open(sealed.keyId(), sealed.payload())).isEqualTo(CONTENT);
        assertThat(poller.open(sealed.keyId(), mapper.seal(CUSTOMER, CONTENT).payload())).isEqualTo(CONTENT);
        assertThat(mapper.hash(CUSTOMER, "h")).isEqualTo(poller.hash(CUSTOMER, "h")).isNotEqualTo("h");
        assertThat(keys()).containsExactly(CUSTOMER.toString());
    }

    @Test
    void aKillBetweenMakingAKeyAndUsingItLeavesNeither() {
        // Given
        NewKeys killed = poller.newKeys();
        killed.seal(CUSTOMER, CONTENT);
        try (Producer<String, byte[]> producer = kafka.transactionalProducer("poller")) {
            producer.initTransactions();
            producer.beginTransaction();
            for (ProducerRecord<String, byte[]> key : killed.records()) {
                var _ = producer.send(key);
            }
            producer.flush();
            // Not committed: the process ends here, and the next one fences it.
            try (FencedProducer next = FencedProducer.open(kafka, "poller")) {
                // When
                NewKeys made = TestKeys.of(kafka).newKeys();
                PayloadCipher.Sealed sealed = made.seal(CUSTOMER, CONTENT);
                next.commit(made.records());

                // Then
                assertThat(mapper.open(sealed.keyId(), sealed.payload())).isEqualTo(CONTENT);
                assertThat(keys()).containsExactly(CUSTOMER.toString());
            }
        }
    }

    @Test
    void aNewKeyIsTheSameUntilItIsCommittedAndAfter() {
        NewKeys keys = poller.newKeys();
        PayloadCipher.Sealed first = keys.seal(CUSTOMER, CONTENT);
        PayloadCipher.Sealed second = keys.seal(CUSTOMER, CONTENT);
        assertThat(keys.records()).hasSize(1);
        keys.committed();

        assertThat(keys.records()).isEmpty();
        assertThat(keys.seal(CUSTOMER, CONTENT).keyId()).isEqualTo(first.keyId()).isEqualTo(second.keyId());
    }

    @Test
    void severalThatNeedTheTenantsKeyAtOnceMakeOne() {
        // When
        Set<String> ids = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 4).parallel().forEach(any -> {
            try (KeyRing ring = TestKeys.of(kafka)) {
                ids.add(String.valueOf(ring.seal(ARTICLE, CONTENT).keyId()));
            }
        });

        // Then
        assertThat(ids).singleElement().asString().startsWith("tenant#");
        assertThat(keys()).containsExactly("tenant");
    }

    @Test
    void aKeyThatNobodyMadeIsUnreadableAndHoldsUpNobody() {
        long begun = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> mapper.open("NL01/customer/1#abc", ByteBuffer.allocate(40)))
                    .isInstanceOf(ContentUnreadable.class);
        }
        assertThat(System.nanoTime() - begun).isLessThan(6_000_000_000L);
    }

    @Test
    void anotherMasterKeyOpensNothingAndMakesNothing() {
        // Given
        PayloadCipher.Sealed sealed = TestKeys.seal(kafka, poller, CUSTOMER, CONTENT);

        // When
        try (KeyRing wrong = ring(MasterKeys.generate())) {
            // Then
            assertThatThrownBy(() -> wrong.open(sealed.keyId(), sealed.payload())).isInstanceOf(KeysUnavailable.class);
            assertThatThrownBy(() -> wrong.seal(ARTICLE, CONTENT)).isInstanceOf(KeysUnavailable.class);
        }
        assertThat(keys()).containsExactly(CUSTOMER.toString());
    }

    @Test
    void afterARotationTheEarlierMasterKeyIsNotNeeded() {
        // Given
        PayloadCipher.Sealed before = TestKeys.seal(kafka, poller, CUSTOMER, CONTENT);
        PayloadCipher.Sealed article = poller.seal(ARTICLE, CONTENT);
        String current = MasterKeys.generate();

        // When
        try (KeyRing rotating = ring(current + "\n" + TestKeys.MASTER_KEY);
                FencedProducer producer = FencedProducer.open(kafka, "poller")) {
            rotating.refresh();
            assertThat(rotating.rewrapped()).hasSize(2);
            producer.commit(rotating.rewrapped());
            rotating.refresh();
            assertThat(rotating.rewrapped()).isEmpty();
        }

        // Then
        try (KeyRing rotated = ring(current)) {
            assertThat(rotated.open(before.keyId(), before.payload())).isEqualTo(CONTENT);
            assertThat(rotated.open(article.keyId(), article.payload())).isEqualTo(CONTENT);
        }
    }

    private KeyRing ring(String masterKeys) {
        return new KeyRing(kafka, MasterKeys.parse(masterKeys), InstantSource.system());
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        kafka.readToEnd(Topic.KEYS, record -> keys.add(record.key()));
        return keys;
    }
}
