package com.twinafas.pipeline.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.memory.HeapUse;
import com.twinafas.schemas.avro.Delivery;
import com.twinafas.schemas.avro.Intent;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

class StatusBoardTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final RecordKey INVOICE = RecordKey.parse("NL01/sales-invoice/FACTUUR/13");
    private static final Cause D012 = Cause.of(FailureCode.ITEM_MISSING, "item", "D012");

    private final StatusBoard board = new StatusBoard();

    @Test
    void followsARecordFromReadToDelivered() {
        board.read(INVOICE, 10);
        assertOnly(RecordState.WAITING);

        board.step(INVOICE, "mapped", 10L);
        assertOnly(RecordState.MAPPED);

        board.delivery(INVOICE, delivery(10L, Outcome.DELIVERED));
        assertOnly(RecordState.DELIVERED);
    }

    @Test
    void waitsAgainWhenTheRecordChanged() {
        // Given
        board.read(INVOICE, 10);
        board.step(INVOICE, "mapped", 10L);
        board.delivery(INVOICE, delivery(10L, Outcome.DELIVERED));

        // When
        board.read(INVOICE, 11);

        // Then
        assertOnly(RecordState.WAITING);
        assertThat(status().flow(RecordKind.SALES_INVOICE).read()).isEqualTo(1);
    }

    @Test
    void stillWaitsWhenOnlyWhatIsBehindWasSuperseded() {
        // Given
        board.read(INVOICE, 11);

        // When
        board.delivery(INVOICE, delivery(10L, Outcome.SUPERSEDED));

        // Then
        assertOnly(RecordState.WAITING);
    }

    @Test
    void countsWhatDoesNotTravelApart() {
        // Given
        board.read(INVOICE, 10);

        // When
        board.step(INVOICE, "ignored", 10L);

        // Then
        assertOnly(RecordState.IGNORED);
    }

    @Test
    void isInDoubtWhileAnIntentIsOpen() {
        // Given
        board.read(INVOICE, 10);

        // When
        board.delivery(INVOICE, Delivery.newBuilder(delivery(null, Outcome.NONE)).setIntent(intent()).build());

        // Then
        assertOnly(RecordState.IN_DOUBT);
    }

    @Test
    void countsRefusalsByCauseUntilTheyGoOn() {
        // Given
        RecordKey other = RecordKey.parse("NL01/sales-invoice/FACTUUR/14");
        board.read(INVOICE, 10);
        board.read(other, 11);

        // When
        board.opened(INVOICE, "write", D012);
        board.opened(other, "write", D012);
        board.opened(other, "write", D012);

        // Then
        assertOnly(RecordState.REFUSED);
        assertThat(status().causes()).singleElement().satisfies(held -> {
            assertThat(held.cause()).isEqualTo(D012);
            assertThat(held.records()).isEqualTo(2);
            assertThat(held.examples()).containsExactly(INVOICE.toString(), other.toString());
        });

        // When
        board.closed(INVOICE, "write");
        board.closed(other, "write");

        // Then
        assertOnly(RecordState.WAITING);
        assertThat(status().causes()).isEmpty();
    }

    @Test
    void countsARecordThatCouldNotEvenBeReadAsRefused() {
        // When
        board.opened(INVOICE, "poll", Cause.of(FailureCode.TWINFIELD_REFUSED, "reason", "code 27"));

        // Then
        assertOnly(RecordState.REFUSED);
        assertThat(status().flow(RecordKind.SALES_INVOICE).read()).isEqualTo(0);
    }

    @Test
    void countsTheOrdersOfDeliveredRecordsByTheirStatusInAfas() {
        // Given two orders of ours and one of which no delivery knows
        board.orderStatus("60000001", "open", false);
        board.orderStatus("99", "open", false);
        board.delivery(INVOICE, deliveredAs("60000001"));
        board.delivery(RecordKey.parse("NL01/sales-invoice/FACTUUR/14"), deliveredAs("60000002"));
        board.orderStatus("60000002", "open", false);
        assertThat(status().flow(RecordKind.SALES_INVOICE).orders()).isEqualTo(Map.of("open", 2L));

        // When
        board.orderStatus("60000001", "processed", false);
        board.orderStatus("60000002", "open", true);

        // Then
        assertThat(status().flow(RecordKind.SALES_INVOICE).orders())
                .isEqualTo(Map.of("processed", 1L, "gone", 1L));
        assertThat(new StatusJson().of(status()).toString()).contains("orders={gone=1, processed=1}");
    }

    @Test
    void tellsWhatHoldsUpMostFirstInBothLanguages() {
        // Given
        board.opened(RecordKey.parse("NL01/article/A1"), "map", Cause.of(FailureCode.VALUE_MISSING, "field", "unit"));
        board.opened(INVOICE, "write", D012);
        board.opened(RecordKey.parse("NL01/sales-invoice/FACTUUR/14"), "write", D012);

        // When
        Map<String, Object> json = new StatusJson().of(status());

        // Then
        assertThat(json.get("causes")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(2)
                .first(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("code", "ITEM_MISSING").containsEntry("records", 2L)
                .containsEntry("what", Map.of("en", "Article D012 does not exist in AFAS", "nl",
                        "Artikel D012 bestaat niet in AFAS"));
    }

    @Test
    void takesLittleMemoryForEachRecord() {
        // Given
        int records = 100_000;

        // When
        double bytes = HeapUse.bytesEach(records, () -> {
            StatusBoard filled = new StatusBoard();
            IntStream.range(0, records).forEach(i -> {
                RecordKey key = new RecordKey("NL01", RecordKind.SALES_INVOICE, "FACTUUR/" + (1_000_000 + i));
                filled.read(key, 10);
                filled.step(key, "mapped", 10L);
                filled.delivery(key, Delivery.newBuilder(delivery(10L, Outcome.DELIVERED))
                        .setAfasKeys(Map.of("OrNu", "2026-" + i)).build());
                filled.orderStatus("2026-" + i, "In behandeling", false);
            });
            return filled;
        });

        // Then
        assertThat(bytes).isBetween(90.0, 130.0);
    }

    private Status status() {
        return board.status("demo", NOW, true);
    }

    private void assertOnly(RecordState expected) {
        Status.Flow flow = status().flow(RecordKind.SALES_INVOICE);
        for (RecordState state : RecordState.values()) {
            assertThat(flow.in(state) > 0).as(state.name()).isEqualTo(state == expected);
        }
    }

    private static Delivery delivery(@Nullable Long revision, Outcome outcome) {
        return Delivery.newBuilder().setOffice(INVOICE.office()).setKind(INVOICE.kind().wireName())
                .setCode(INVOICE.code()).setAfasKeys(Map.of()).setRevision(revision).setOutcome(outcome)
                .setOutcomeAt(NOW).build();
    }

    private static Delivery deliveredAs(String orderNumber) {
        return Delivery.newBuilder(delivery(10L, Outcome.DELIVERED)).setAfasKeys(Map.of("OrNu", orderNumber)).build();
    }

    private static Intent intent() {
        return Intent.newBuilder().setId("1").setConnector("FbSales").setOperation("POST").setReference("r")
                .setRevision(10).setSettingsVersion(1).setRawHash("h").setContentHash("c").setRecordedAt(NOW).build();
    }
}
