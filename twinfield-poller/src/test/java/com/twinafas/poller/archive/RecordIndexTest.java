package com.twinafas.poller.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.memory.HeapUse;
import com.twinafas.pipeline.table.Fingerprint;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

class RecordIndexTest {

    private static final Instant READ = Instant.parse("2026-03-02T09:00:00.123456789Z");
    private static final int RECORDS = 100_000;

    private final RecordIndex index = new RecordIndex();

    @Test
    void remembersWhatWasPublishedToTheNanosecond() {
        // Given
        RecordKey key = new RecordKey("NL01", RecordKind.CUSTOMER, "1000");
        Known known = new Known(Fingerprint.of("hash"), 7, RecordState.HIDDEN, READ);

        // When
        index.remember(key, known);

        // Then
        assertThat(index.known(key)).isEqualTo(known);
        assertThat(index.known(new RecordKey("NL01", RecordKind.ARTICLE, "1000"))).isNull();
    }

    @Test
    void takesASightingForNewWhenItSaysSomethingElseAndIsNoOlder() {
        // Given
        Sighting first = sighting("1000", RecordState.ACTIVE, "hash", READ);
        index.changes(List.of(first), READ).forEach(index::remember);

        // Then
        assertThat(index.changes(List.of(first), READ)).isEmpty();
        assertThat(index.changes(List.of(sighting("1000", RecordState.ACTIVE, "other", READ.minusNanos(1))), READ))
                .isEmpty();
        assertThat(index.changes(List.of(sighting("1000", RecordState.ACTIVE, "other", READ)), READ)).hasSize(1);
        assertThat(index.changes(List.of(sighting("1000", RecordState.HIDDEN, "hash", READ)), READ)).hasSize(1);
    }

    @Test
    void listsTheRecordsOfAnOfficeAndKindThatAreNotDeleted() {
        // Given
        index.changes(
                List.of(sighting("1001", RecordState.HIDDEN, "a", READ),
                        sighting("1000", RecordState.ACTIVE, "b", READ),
                        sighting("1002", RecordState.ACTIVE, "c", READ),
                        sighting("1003", RecordState.ACTIVE, "d", READ)),
                READ).forEach(index::remember);
        index.changes(List.of(Sighting.deleted(key("1003"), READ)), READ).forEach(index::remember);

        // When
        List<RecordKey> present = index.present("NL01", RecordKind.CUSTOMER, key -> !key.code().equals("1002"));

        // Then
        assertThat(present).containsExactly(key("1000"), key("1001"));
        assertThat(index.countPresent("NL01", RecordKind.CUSTOMER)).isEqualTo(3);
        assertThat(index.countPresent("NL02", RecordKind.CUSTOMER)).isZero();
    }

    @Test
    void takesLittleMemoryForEachRecord() {
        // When
        double bytes = HeapUse.bytesEach(RECORDS, () -> {
            RecordIndex filled = new RecordIndex();
            IntStream.range(0, RECORDS).forEach(i -> filled.remember(
                    new RecordKey("NL01", RecordKind.SALES_INVOICE, "FACTUUR/" + (1_000_000 + i)),
                    new Known(Fingerprint.of("hash" + i), i, RecordState.ACTIVE, READ)));
            return filled;
        });

        // Then
        assertThat(bytes).isBetween(60.0, 80.0);
    }

    private static RecordKey key(String code) {
        return new RecordKey("NL01", RecordKind.CUSTOMER, code);
    }

    private static Sighting sighting(String code, RecordState state, String hash, Instant readAt) {
        return new Sighting(key(code), Set.of(key(code)), state, hash, "text", readAt);
    }
}
