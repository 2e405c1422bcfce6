package com.twinafas.writer.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.AfasRequest;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.DocumentKind;

class DeliveryTest {

    private static final RecordKey KEY = RecordKey.parse("NL01/sales-invoice/FACTUUR/1");
    private static final Instant FIRST = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant LATER = FIRST.plusSeconds(60);
    private static final Version VERSION = new Version(1, 1, "raw", "says", null);
    private static final Version NEXT = new Version(2, 1, "raw2", "says2", null);
    private static final Intent INTENT = new Intent("id", "FbSales", AfasRequest.Method.POST, "NL01/1", VERSION,
            new TreeMap<>(Map.of("OrDa", "2026-11-20")), FIRST, 0);

    @Test
    void whatWasDeliveredAsThisVeryVersionStaysDelivered() {
        Delivery delivered = Delivery.none(KEY).delivered(VERSION, Map.of("OrNu", "7"), FIRST);

        assertThat(delivered.unchanged(VERSION, LATER)).isSameAs(delivered);
        assertThat(delivered.unchanged(NEXT, LATER)).satisfies(unchanged -> {
            assertThat(unchanged.outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(unchanged.version()).isEqualTo(NEXT);
            assertThat(unchanged.outcomeAt()).isEqualTo(LATER);
        });
        assertThat(delivered.superseded(LATER).unchanged(VERSION, LATER).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void noKeyThatIsKnownIsTakenAway() {
        Delivery delivered = Delivery.none(KEY).delivered(VERSION, Map.of("OrNu", "7", "Unit", "1"), FIRST);

        assertThat(delivered.found(Map.of("OrNu", "8"), LATER).keys()).isEqualTo(Map.of("OrNu", "8", "Unit", "1"));
        assertThat(delivered.linked(NEXT, Map.of("DbId", "9"), LATER).keys())
                .isEqualTo(Map.of("OrNu", "7", "Unit", "1", "DbId", "9"));
        assertThat(delivered.telling(Fingerprints.none(KEY), Map.of("DbId", "9")).keys()).containsKeys("OrNu", "DbId");
    }

    @Test
    void aDoubtCountsTheLooks() {
        Delivery intended = Delivery.none(KEY).intending(INTENT, DocumentKind.ORDER, "1");

        Delivery twice = intended.inDoubt(FIRST).inDoubt(LATER);

        assertThat(twice.intent()).isEqualTo(new Intent(INTENT.id(), INTENT.connector(), INTENT.method(),
                INTENT.reference(), INTENT.version(), INTENT.facts(), INTENT.recordedAt(), 2));
        assertThat(twice.outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(twice.outcomeCode()).isEqualTo(FailureCode.IN_DOUBT);
        assertThat(twice.outcomeAt()).isEqualTo(LATER);
        assertThat(twice.notDone().intent()).isNull();
        assertThat(Delivery.none(KEY).inDoubt(FIRST).intent()).isNull();
    }

    @Test
    void onlyWhatCanBeSentTwiceIsRepeatable() {
        assertThat(INTENT.isRepeatable()).isFalse();
        assertThat(Intent.repeatable("id", "KnOrganisation", AfasRequest.Method.PUT, KEY.toString(), VERSION, FIRST)
                .isRepeatable()).isTrue();
    }
}
