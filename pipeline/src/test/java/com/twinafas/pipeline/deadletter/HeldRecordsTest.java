package com.twinafas.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.memory.HeapUse;

class HeldRecordsTest {

    private static final String FIRST = "NL01/sales-invoice/FACTUUR/1@write";
    private static final String SECOND = "NL01/sales-invoice/FACTUUR/2@write";
    private static final int RECORDS = 100_000;

    private final HeldRecords<String> held = new HeldRecords<>();

    @Test
    void knowsWhatEachCauseHoldsUp() {
        // When
        held.hold(FIRST, "D012");
        held.hold(SECOND, "D013");

        // Then
        assertThat(held.letters("D012")).containsExactly(FIRST);
        assertThat(held.letters("D014")).isEmpty();
        Map<String, String> all = new TreeMap<>();
        held.forEach(all::put);
        assertThat(all).containsOnly(Map.entry(FIRST, "D012"), Map.entry(SECOND, "D013"));
    }

    @Test
    void movesALetterFromOneCauseToAnother() {
        // Given
        assertThat(held.hold(FIRST, "D012")).isNull();

        // When
        String before = held.hold(FIRST, "D013");

        // Then
        assertThat(before).isEqualTo("D012");
        assertThat(held.isHolding("D012")).isFalse();
        assertThat(held.letters("D013")).containsExactly(FIRST);
        assertThat(held.hold(FIRST, "D013")).isEqualTo("D013");
    }

    @Test
    void endsACauseWithItsLastLetter() {
        // Given
        held.hold(FIRST, "D012");
        held.hold(SECOND, "D012");

        // When
        held.release(FIRST);

        // Then
        assertThat(held.isHolding("D012")).isTrue();
        assertThat(held.release(SECOND)).isEqualTo("D012");
        assertThat(held.isHolding("D012")).isFalse();
        assertThat(held.release(SECOND)).isNull();
    }

    @Test
    void takesLittleMemoryForEachLetter() {
        // When
        double bytes = HeapUse.bytesEach(RECORDS, () -> {
            HeldRecords<String> filled = new HeldRecords<>();
            IntStream.range(0, RECORDS).forEach(
                    i -> filled.hold("NL01/sales-invoice/FACTUUR/" + (1_000_000 + i) + "@write", "D" + i % 10));
            return filled;
        });

        // Then
        assertThat(bytes).isBetween(40.0, 65.0);
    }
}
