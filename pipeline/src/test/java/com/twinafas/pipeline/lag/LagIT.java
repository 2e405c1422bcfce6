package com.twinafas.pipeline.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;

@EmbeddedKafka(partitions = 1)
class LagIT {

    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private TenantKafka kafka;
    private Lag lag;

    @BeforeEach
    void connect(EmbeddedKafkaBroker broker) {
        kafka = new TenantKafka("t" + UUID.randomUUID().toString().substring(0, 8),
                Map.of("bootstrap.servers", broker.getBrokersAsString(), "schema.registry.url", "mock://lag"),
                new KafkaAvroSerializer(), new KafkaAvroDeserializer());
        kafka.createTopics(null);
        lag = new Lag(kafka, "writer", List.of(Topic.UPDATE, Topic.UPDATE_BULK));
    }

    @AfterEach
    void close() {
        lag.close();
        kafka.close();
    }

    @Test
    void tellsWhatWaitsAndSinceWhenOfARoleThatNobodyEverHad() {
        // Given
        write(Topic.UPDATE, NINE.plusSeconds(60), NINE.plusSeconds(120));
        write(Topic.UPDATE_BULK, NINE);

        // When
        Lag.Reading reading = lag.look();

        // Then
        assertThat(reading.records()).isEqualTo(3);
        assertThat(reading.oldest()).contains(NINE);
        assertThat(reading.seconds(NINE.plusSeconds(90))).isEqualTo(90);
    }

    @Test
    void forgetsWhatTheRoleIsDoneWith() {
        // Given
        write(Topic.UPDATE, NINE, NINE.plusSeconds(60), NINE.plusSeconds(120));

        // When
        done(1);

        // Then
        assertThat(lag.look()).extracting(Lag.Reading::records, reading -> reading.oldest().orElseThrow())
                .containsExactly(2L, NINE.plusSeconds(60));
    }

    @Test
    void waitsForNothingWhereOnlyTheMarkOfATransactionIsLeft() {
        // Given
        try (Producer<String, byte[]> producer = kafka.transactionalProducer("mapper")) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, Topic.UPDATE, NINE);
            producer.commitTransaction();
        }

        // When
        done(1);

        // Then
        Lag.Reading reading = lag.look();
        assertThat(reading.oldest()).isEmpty();
        assertThat(reading.seconds(NINE)).isZero();
    }

    private void write(Topic topic, Instant... times) {
        try (Producer<String, byte[]> producer = kafka.producer()) {
            for (Instant time : times) {
                send(producer, topic, time);
            }
        }
    }

    private void send(Producer<String, byte[]> producer, Topic topic, Instant time) {
        var _ = producer.send(
                new ProducerRecord<>(kafka.name(topic), 0, time.toEpochMilli(), "NL01/customer/1", new byte[]{1}));
    }

    private void done(long records) {
        try (Consumer<String, byte[]> writer = kafka.consumer("writer", Map.of())) {
            writer.commitSync(Map.of(kafka.partition(Topic.UPDATE), new OffsetAndMetadata(records)),
                    Duration.ofSeconds(20));
        }
    }
}
