package com.twinafas.pipeline.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.failure.FailureCategory;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;

class JobTest {

    private static final Instant AT = Instant.parse("2026-11-25T10:00:00.123456Z");
    private static final RecordKey RECORD = RecordKey.parse("NL01/sales-invoice/F/1");
    private static final Ask EVERYTHING_SAID = new Ask(Action.REDRIVE,
            new LetterFilter("ITEM_MISSING{item=D012}@write", Stage.WRITE, FailureCategory.BUSINESS, "NL01",
                    RecordKind.SALES_INVOICE, Set.of(RECORD, RecordKey.parse("NL01/sales-invoice/F/2"))),
            AT, true, true, 10, 60, "because");
    private static final Ask LITTLE_SAID = new Ask(Action.REPLAY,
            new LetterFilter(null, null, null, null, RecordKind.CUSTOMER, Set.of()), null, false, false, null, null,
            null);

    private final TenantKafka kafka = new TenantKafka("jobs",
            Map.of("bootstrap.servers", "127.0.0.1:1", "schema.registry.url", "mock://jobs", "specific.avro.reader",
                    true),
            new KafkaAvroSerializer(), new KafkaAvroDeserializer());

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void isReadBackAsItWasKept() {
        // Given
        JobRecords records = new JobRecords(kafka);
        Job job = Job.begun("1a2b", EVERYTHING_SAID, "anna", AT)
                .moved(Map.of("total", 12L, "done", 3L), Map.of("letters", 77L, Job.WORKED, 1500L),
                        Map.of("refused X{a=b}", Finding.of(RECORD)), AT)
                .in(JobState.PAUSED, AT);
        Job refused = Job.begun("3c4d", LITTLE_SAID, "api", AT).refused("no");

        // When, Then
        assertThat(records.read(consumed(records.of(job)))).contains(job);
        assertThat(records.read(consumed(records.of(refused)))).contains(refused);
    }

    @Test
    void isLeftAloneWhenItCannotBeRead() {
        assertThat(new JobRecords(kafka)
                .read(new ConsumerRecord<>("jobs.checkpoint", 0, 0, "job/1", new byte[]{1, 2, 3}))).isEmpty();
        Map<String, String> newer = new HashMap<>(LITTLE_SAID.said());
        newer.put("action", "undo");
        assertThatThrownBy(() -> Ask.of(newer)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysHowFastItIsAndHowLongItTakes() {
        // Given
        Job begun = Job.begun("1", LITTLE_SAID, "api", AT);

        // When
        Job job = begun.moved(Map.of(Job.TOTAL, 100L, Job.DONE, 30L), Map.of(Job.WORKED, 2000L), Map.of(), AT);

        // Then
        assertThat(begun.secondsLeft()).isNull();
        assertThat(job.perSecond()).isEqualTo(15);
        assertThat(job.secondsLeft()).isEqualTo(5);
        assertThat(job.in(JobState.PAUSED, AT).secondsLeft()).isNull();
        assertThat(new JobText().full(job)).contains("1  replay   running    30 of 100, 15 a second, 5s left",
                "flow customer");
        assertThat(new JobJson().of(job)).containsEntry("perSecond", 15.0).containsEntry("total", 100L);
    }

    @Test
    void keepsThreeExamplesAndNoMoreFindingsThanFitInAMessage() {
        // Given
        Job job = Job.begun("1", LITTLE_SAID, "api", AT);

        // When
        for (int i = 0; i < 400; i++) {
            job = job.moved(Map.of(), Map.of(), Map.of("change F" + i, Finding.of(RECORD)), AT);
        }
        for (int i = 0; i < 4; i++) {
            job = job.moved(Map.of(), Map.of(), Map.of("change F1", Finding.of(RECORD)), AT);
        }

        // Then
        assertThat(job.findings()).hasSize(301);
        assertThat(job.findings().get("others")).isNotNull().returns(100L, Finding::records);
        assertThat(job.findings().get("change F1")).isEqualTo(new Finding(5, List.of(RECORD, RECORD, RECORD)));
    }

    @Test
    void countsAnOfferUntilItIsTakenBack() {
        // Given
        JobBoard board = new JobBoard(kafka);
        OfferRecords records = new OfferRecords(kafka);
        Offer offer = new Offer("ITEM_MISSING{item=D012}@write", Offer.Because.ITEM, AT);

        // When, Then
        board.read(consumed(records.of(offer)));
        assertThat(board.offer(offer.cause())).contains(offer);
        board.read(consumed(records.over(offer.cause())));
        assertThat(board.offer(offer.cause())).isEmpty();
    }

    private static ConsumerRecord<String, byte[]> consumed(ProducerRecord<String, byte[]> record) {
        return new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value());
    }
}
