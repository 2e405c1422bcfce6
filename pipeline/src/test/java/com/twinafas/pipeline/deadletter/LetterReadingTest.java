package com.twinafas.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.kafka.MemoryBroker;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Sentences;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

class LetterReadingTest {

    private static final Cause ITEM = Cause.of(FailureCode.ITEM_MISSING, "item", "D012");
    private static final Cause OTHER = Cause.of(FailureCode.ITEM_MISSING, "item", "D013");
    private static final RecordKey ONE = RecordKey.parse("NL01/sales-invoice/F/1");
    private static final RecordKey TWO = RecordKey.parse("NL01/sales-invoice/F/2");

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final MemoryBroker broker = new MemoryBroker(() -> now);
    private final TenantKafka kafka = broker.tenant("letters");
    private final DeadLetters letters = new DeadLetters(kafka, () -> now, Stage.WRITE);
    private final OpenDeadLetters open = new OpenDeadLetters(kafka, Stage.WRITE);

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void readsWhatIsOpenInTheOrderInWhichItLastChanged() {
        // Given
        letter(ONE, ITEM);
        letter(TWO, ITEM);
        letter(RecordKey.parse("NL01/sales-invoice/F/3"), ITEM);
        now = now.plusSeconds(1);
        letter(ONE, OTHER);
        broker.append(letters.closed(TWO));
        broker.append(new ProducerRecord<>(kafka.name(Topic.DEAD_LETTER), 0, TWO + "@map", new byte[]{1}));
        broker.append(new ProducerRecord<>(kafka.name(Topic.DEAD_LETTER), 0, null, new byte[]{1}));
        broker.append(new ProducerRecord<>(kafka.name(Topic.DEAD_LETTER), 0, null, null));

        // When
        List<Letter> read = read(LetterFilter.ALL);

        // Then
        assertThat(read).extracting(letter -> letter.key().code()).containsExactly("F/3", "F/1");
        assertThat(read.getLast()).isEqualTo(new Letter(ONE, "write", OTHER, 7L, now, now, 1, 3));
        assertThat(read(LetterFilter.ofCause(ITEM.key()))).hasSize(1);
    }

    @Test
    void readsNothingOffATopicWithoutLetters() {
        assertThat(read(LetterFilter.ALL)).isEmpty();
    }

    @Test
    void knowsWhatIsOpenWhenItBeginsAndTellsWhatOthersClosedMeanwhile() {
        // Given
        letter(ONE, ITEM);
        letter(TWO, ITEM);
        try (DeadLetterFollower follower = new DeadLetterFollower(kafka, open)) {
            // When
            follower.readAll();

            // Then
            assertThat(open.keys()).containsExactlyInAnyOrder(ONE, TWO);
            assertThat(follower.catchUp()).isEmpty();

            // When
            broker.append(letters.closed(ONE));
            broker.append(letters.closed(RecordKey.parse("NL01/sales-invoice/never")));
            letter(RecordKey.parse("NL01/sales-invoice/F/3"), ITEM);

            // Then
            assertThat(follower.catchUp()).containsExactly(ONE.toString());
            assertThat(open.contains(ONE)).isFalse();
            assertThat(open.contains(TWO)).isTrue();
            assertThat(open.contains(RecordKey.parse("NL01/sales-invoice/F/3"))).isTrue();
            assertThat(follower.catchUp()).isEmpty();
        }
    }

    @Test
    void onlyTheLastStateOfALetterCounts() {
        // Given
        letter(ONE, ITEM);
        try (DeadLetterFollower follower = new DeadLetterFollower(kafka, open)) {
            follower.readAll();

            // When
            broker.append(letters.closed(ONE));
            letter(ONE, OTHER);

            // Then
            assertThat(follower.catchUp()).isEmpty();
            assertThat(open.says(ONE, 7L, OTHER)).isTrue();
        }
    }

    @Test
    void readsAllThatIsOpenOffItsTopic() {
        letter(ONE, ITEM);

        open.readAll();

        assertThat(open.keys()).containsExactly(ONE);
        assertThat(open.says(ONE, null, ITEM)).isFalse();
        assertThat(open.says(TWO, 7L, ITEM)).isFalse();
    }

    @Test
    void countsByCauseWhatHoldsUpMostFirst() {
        // Given
        CauseCount.Counter counter = new CauseCount.Counter(2);
        Instant later = now.plusSeconds(60);

        // When
        counter.accept(new Letter(ONE, "write", OTHER, 1L, now, now, 1, 0));
        counter.accept(new Letter(ONE, "write", ITEM, 1L, later, later, 1, 1));
        counter.accept(new Letter(RecordKey.parse("NL01/transaction/V/1"), "write", ITEM, 1L, now, now, 4, 2));
        counter.accept(new Letter(TWO, "write", ITEM, 1L, now, later, 2, 3));
        List<CauseCount> counts = counter.counts();

        // Then
        assertThat(counts).containsExactly(
                new CauseCount(ITEM, "write", Map.of(RecordKind.SALES_INVOICE, 2L, RecordKind.TRANSACTION, 1L), now,
                        later, 4, List.of(ONE, RecordKey.parse("NL01/transaction/V/1"))),
                new CauseCount(OTHER, "write", Map.of(RecordKind.SALES_INVOICE, 1L), now, now, 1, List.of(ONE)));
        assertThat(counts.getFirst().count()).isEqualTo(3);

        // And for people
        assertThat(new CauseCountText(Sentences.ENGLISH).of(counts, Map.of(ITEM.key() + "@write", "offered")).lines()
                .map(String::strip)).containsExactly(
                        "3  Article D012 does not exist in AFAS",
                        "Create the article in AFAS, or switch on the flow articles",
                        "--cause 'ITEM_MISSING{item=D012}@write'",
                        "offered",
                        "2 sales-invoice, 1 transaction; first 2026-01-02T03:04:05Z, last 2026-01-02T03:05:05Z",
                        "NL01/sales-invoice/F/1",
                        "NL01/transaction/V/1",
                        "1  Article D013 does not exist in AFAS",
                        "Create the article in AFAS, or switch on the flow articles",
                        "--cause 'ITEM_MISSING{item=D013}@write'",
                        "1 sales-invoice; first 2026-01-02T03:04:05Z, last 2026-01-02T03:04:05Z",
                        "NL01/sales-invoice/F/1");
        assertThat(new CauseCountText(Sentences.ENGLISH).of(List.of(), Map.of())).isEqualTo("No dead letters.");

        // And for machines
        Map<String, Object> json = new CauseCountJson().of(counts,
                count -> count.cause().equals(ITEM) ? Map.of("because", "item") : Map.of());
        assertThat(json).containsEntry("records", 4L);
        assertThat(json.get("causes")).asString().contains("key=ITEM_MISSING{item=D012}@write", "category=business",
                "en=Article D012 does not exist in AFAS", "nl=Artikel D012 bestaat niet in AFAS",
                "byKind={sales-invoice=2, transaction=1}", "attempts=4", "offered={because=item}",
                "examples=[NL01/sales-invoice/F/1, NL01/transaction/V/1]")
                .containsOnlyOnce("offered");
    }

    private void letter(RecordKey key, Cause cause) {
        broker.append(letters.state(key, Topic.UPDATE, 7L, cause, null));
    }

    private List<Letter> read(LetterFilter filter) {
        List<Letter> read = new ArrayList<>();
        new LetterReader(kafka).forEach(filter, read::add);
        return read;
    }
}
