package com.twinafas.mapper.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.memory.HeapUse;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

class WaitingRecordsTest {

    private static final String CUSTOMER = "NL01/customer/1000";
    private static final String OTHER = "NL01/customer/1001";

    private final WaitingRecords waiting = new WaitingRecords();

    @Test
    void makesDueWhoWaitsForWhatArrived() {
        // Given
        waiting.put(invoice(1, CUSTOMER));
        waiting.put(invoice(2, OTHER));
        waiting.put(invoice(3, CUSTOMER, OTHER));

        // When
        waiting.arrived(CUSTOMER);
        waiting.arrived("NL01/customer/9999");

        // Then
        assertThat(waiting.hasDue()).isTrue();
        assertThat(waiting.takeDue(10)).containsExactly(invoice(1, CUSTOMER), invoice(3, CUSTOMER, OTHER));
        assertThat(waiting.hasDue()).isFalse();
        assertThat(waiting.size()).isEqualTo(3);
    }

    @Test
    void makesDueWhoWaitsForAKindThatIsComplete() {
        // Given
        waiting.put(invoice(1, CUSTOMER));
        waiting.put(invoice(2, "NL02/customer/1000"));

        // When
        waiting.arrived("NL01/customer");

        // Then
        assertThat(waiting.takeDue(10)).containsExactly(invoice(1, CUSTOMER));
    }

    @Test
    void letsANewerRevisionTakeThePlaceOfAnOlder() {
        // Given
        waiting.put(invoice(1, CUSTOMER));
        WaitingRecords.Entry newer = new WaitingRecords.Entry(key(1), 8, 70, Set.of(OTHER));

        // When
        waiting.put(newer);
        waiting.arrived(CUSTOMER);

        // Then
        assertThat(waiting.hasDue()).isFalse();
        assertThat(waiting.get(key(1))).isEqualTo(newer);
        assertThat(waiting.size()).isEqualTo(1);
    }

    @Test
    void forgetsWhoWentOnAlsoWhenItWasDue() {
        // Given
        waiting.put(invoice(1, CUSTOMER));
        waiting.arrived(CUSTOMER);
        assertThat(waiting.hasDue()).isTrue();

        // When
        boolean wasWaiting = waiting.remove(key(1).toString());

        // Then
        assertThat(wasWaiting).isTrue();
        assertThat(waiting.hasDue()).isFalse();
        assertThat(waiting.get(key(1))).isNull();
        assertThat(waiting.remove(key(1).toString())).isFalse();
    }

    @Test
    void givesEachItsTurnHoweverOftenOthersAreDue() {
        // Given
        IntStream.range(0, 5).forEach(i -> waiting.put(invoice(i, CUSTOMER)));
        List<RecordKey> taken = new ArrayList<>();

        // When
        for (int round = 0; round < 5; round++) {
            waiting.arrived(CUSTOMER);
            waiting.takeDue(1).forEach(entry -> taken.add(entry.key()));
        }

        // Then
        assertThat(taken).containsExactly(key(0), key(1), key(2), key(3), key(4));
    }

    @Test
    void makesAllDueAfterAStart() {
        // Given
        IntStream.range(0, 3).forEach(i -> waiting.put(invoice(i, CUSTOMER)));

        // When
        waiting.allDue();

        // Then
        assertThat(waiting.takeDue(2)).hasSize(2);
        assertThat(waiting.takeDue(2)).hasSize(1);
    }

    @Test
    void takesLittleMemoryForEachRecord() {
        // Given
        int records = 100_000;

        // When
        double bytes = HeapUse.bytesEach(records, () -> {
            WaitingRecords filled = new WaitingRecords();
            IntStream.range(0, records)
                    .forEach(i -> filled.put(invoice(1_000_000 + i, "NL01/customer/" + i % (records / 20))));
            filled.allDue();
            return filled;
        });

        // Then
        assertThat(bytes).isBetween(60.0, 120.0);
    }

    private static WaitingRecords.Entry invoice(int number, String... needs) {
        return new WaitingRecords.Entry(key(number), 7, number, Set.of(needs));
    }

    private static RecordKey key(int number) {
        return new RecordKey("NL01", RecordKind.SALES_INVOICE, "FACTUUR/" + number);
    }
}
