package com.twinafas.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;

class OpenDeadLettersTest {

    private static final RecordKey KEY = RecordKey.parse("NL01/sales-invoice/FACTUUR/13");
    private static final Cause CAUSE = Cause.of(FailureCode.ITEM_MISSING, "item", "D012");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

    private final TenantKafka kafka = new TenantKafka("acme",
            Map.of("schema.registry.url", "mock://open-dead-letters", "specific.avro.reader", true),
            new KafkaAvroSerializer(), new KafkaAvroDeserializer());
    private final DeadLetters letters = new DeadLetters(kafka, () -> NOW, Stage.WRITE);
    private final OpenDeadLetters open = new OpenDeadLetters(kafka, Stage.WRITE);

    @Test
    void remembersWhatTheNextOneGoesOnFrom() {
        // Given
        open.committed(letters.state(KEY, Topic.UPDATE, 7L, CAUSE, null));

        // When
        open.committed(letters.state(KEY, Topic.UPDATE, null, CAUSE, open.get(KEY)));

        // Then
        assertThat(open.get(KEY)).isEqualTo(new OpenDeadLetter(null, NOW, 2));
        assertThat(open.size()).isEqualTo(1);
    }

    @Test
    void forgetsTheOneOfARecordThatWentOn() {
        // Given
        open.committed(letters.state(KEY, Topic.UPDATE, 7L, CAUSE, null));

        // When
        open.committed(letters.closed(KEY));

        // Then
        assertThat(open.contains(KEY)).isFalse();
        assertThat(open.get(KEY)).isNull();
    }

    @Test
    void knowsWhatTheOpenOneSays() {
        // When
        open.committed(letters.state(KEY, Topic.UPDATE, 7L, CAUSE, null));

        // Then
        assertThat(open.says(KEY, 7L, CAUSE)).isTrue();
        assertThat(open.says(KEY, 8L, CAUSE)).isFalse();
        assertThat(open.says(KEY, 7L, Cause.of(FailureCode.ITEM_MISSING, "item", "D013"))).isFalse();
    }

    @Test
    void listsTheRecordsOfAnOfficeAndKind() {
        // When
        open.committed(letters.state(KEY, Topic.UPDATE, 7L, CAUSE, null));
        open.committed(letters.state(RecordKey.parse("NL01/customer/1000"), Topic.UPDATE, 7L, CAUSE, null));

        // Then
        assertThat(open.keys("NL01", RecordKind.SALES_INVOICE)).containsExactly(KEY);
        assertThat(open.keys("NL02", RecordKind.SALES_INVOICE)).isEmpty();
    }

    @Test
    void leavesOutWhatIsOfAnotherStageOrTopicOrCannotBeRead() {
        // When
        open.committed(new DeadLetters(kafka, () -> NOW, Stage.MAP).state(KEY, Topic.UPDATE, 7L, CAUSE, null));
        open.committed(new ProducerRecord<>("acme.afas.update-dlt", KEY + "@write", new byte[]{1}));
        open.committed(new ProducerRecord<>("acme.dead-letter", KEY + "@write", new byte[]{1}));
        open.committed(new ProducerRecord<>("acme.dead-letter", "no key@write", new byte[]{1}));

        // Then
        assertThat(open.size()).isZero();
    }
}
