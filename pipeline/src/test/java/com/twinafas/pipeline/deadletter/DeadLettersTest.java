package com.twinafas.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.avro.DeadLetter;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;

class DeadLettersTest {

    private static final RecordKey KEY = RecordKey.parse("NL01/sales-invoice/FACTUUR/13");
    private static final Cause CAUSE = Cause.of(FailureCode.ITEM_MISSING, "item", "D012");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final TenantKafka kafka = new TenantKafka("acme",
            Map.of("schema.registry.url", "mock://dead-letters", "specific.avro.reader", true),
            new KafkaAvroSerializer(), new KafkaAvroDeserializer());
    private final DeadLetters letters = new DeadLetters(kafka, () -> NOW, Stage.WRITE);

    @Test
    void keepsTheRecordAsItIsWithSpringKafkasHeaders() {
        // Given
        ConsumerRecord<String, byte[]> record = consumed(new byte[]{0, 1, 2});
        record.headers().add("traceparent", "00-abc".getBytes(StandardCharsets.UTF_8));

        // When
        ProducerRecord<String, byte[]> event = letters.of(Topic.UPDATE, record, KEY, 7L, CAUSE, null).getFirst();

        // Then
        assertThat(event.topic()).isEqualTo("acme.afas.update-dlt");
        assertThat(event.key()).isEqualTo(KEY.toString());
        assertThat(event.value()).containsExactly(0, 1, 2);
        assertThat(text(event, "kafka_dlt-original-topic")).isEqualTo("acme.afas.update");
        assertThat(header(event, "kafka_dlt-original-partition").getInt()).isZero();
        assertThat(header(event, "kafka_dlt-original-offset").getLong()).isEqualTo(42);
        assertThat(header(event, "kafka_dlt-original-timestamp").getLong()).isEqualTo(1234);
        assertThat(text(event, "kafka_dlt-original-timestamp-type")).isEqualTo("CreateTime");
        assertThat(text(event, "twinafas_code")).isEqualTo("ITEM_MISSING");
        assertThat(text(event, "twinafas_stage")).isEqualTo("write");
        assertThat(text(event, "twinafas_parameter_item")).isEqualTo("D012");
        assertThat(text(event, "traceparent")).isEqualTo("00-abc");
    }

    @Test
    void saysNothingOfAnExceptionInTheHeaders() {
        ProducerRecord<String, byte[]> event = letters.of(Topic.UPDATE, consumed(new byte[0]), KEY, 7L, CAUSE, null)
                .getFirst();
        assertThat(event.headers()).noneMatch(header -> header.key().contains("exception"));
    }

    @Test
    void keepsTheStateByRecordAndStage() throws Exception {
        // When
        ProducerRecord<String, byte[]> state = letters.of(Topic.UPDATE, consumed(new byte[0]), KEY, 7L, CAUSE, null)
                .get(1);

        // Then
        assertThat(state.topic()).isEqualTo("acme.dead-letter");
        assertThat(state.key()).isEqualTo("NL01/sales-invoice/FACTUUR/13@write");
        DeadLetter letter = read(state);
        assertThat(letter.getCode()).isEqualTo("FACTUUR/13");
        assertThat(letter.getFailureCode()).isEqualTo("ITEM_MISSING");
        assertThat(letter.getCategory()).isEqualTo("business");
        assertThat(letter.getParameters()).isEqualTo(Map.of("item", "D012"));
        assertThat(letter.getRevision()).isEqualTo(7);
        assertThat(letter.getSourceTopic()).isEqualTo("afas.update");
        assertThat(letter.getFirstAt()).isEqualTo(NOW);
        assertThat(letter.getAttempts()).isEqualTo(1);
    }

    @Test
    void countsOnFromTheOneThatIsOpen() throws Exception {
        // Given
        OpenDeadLetter open = new OpenDeadLetter(6L, Instant.EPOCH, 4);

        // When
        DeadLetter letter = read(letters.state(KEY, Topic.UPDATE, 7L, CAUSE, open));

        // Then
        assertThat(letter.getFirstAt()).isEqualTo(Instant.EPOCH);
        assertThat(letter.getLastAt()).isEqualTo(NOW);
        assertThat(letter.getAttempts()).isEqualTo(5);
    }

    @Test
    void deletesTheStateOfARecordThatWentOn() {
        ProducerRecord<String, byte[]> closed = letters.closed(KEY);
        assertThat(closed.key()).isEqualTo("NL01/sales-invoice/FACTUUR/13@write");
        assertThat(closed.value()).isNull();
    }

    @Test
    void parksARecordThatCannotBeReadWithoutAKey() {
        // When
        ProducerRecord<String, byte[]> event = letters.unreadable(Topic.UPDATE, consumed(new byte[]{9}));

        // Then
        assertThat(List.of(text(event, "twinafas_code"), text(event, "twinafas_parameter_topic")))
                .containsExactly("RECORD_UNREADABLE", "acme.afas.update");
        assertThat(event.value()).containsExactly(9);
    }

    private static ConsumerRecord<String, byte[]> consumed(byte[] value) {
        return new ConsumerRecord<>("acme.afas.update", 0, 42, 1234, TimestampType.CREATE_TIME, 0, value.length,
                KEY.toString(), value, new RecordHeaders(), Optional.empty());
    }

    private DeadLetter read(ProducerRecord<String, byte[]> state) throws Exception {
        return kafka.read(new ConsumerRecord<>(state.topic(), 0, 0, state.key(), state.value()), DeadLetter.class);
    }

    private static ByteBuffer header(ProducerRecord<String, byte[]> event, String name) {
        return ByteBuffer.wrap(event.headers().lastHeader(name).value());
    }

    private static String text(ProducerRecord<String, byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
