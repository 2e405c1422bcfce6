package com.twinafas.poller.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.memory.HeapUse;
import com.twinafas.poller.reconciliation.Compared.Note;
import com.twinafas.poller.reconciliation.Compared.Telling;
import com.twinafas.poller.reconciliation.Evidence.MappingStep;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

class TallyTest {

    private static final int RECORDS = 200_000;

    @Test
    void givesBackWhatItWasGiven() {
        // Given
        Tally tally = new Tally();
        RecordKey key = key(1);
        Compared compared = new Compared(
                new Compared.Twinfield(new BigDecimal("-1234567.8912"), 202655, "USD", true, 3),
                new Compared.Afas(new BigDecimal("0.01"), 202601, null, 2), Note.CONCEPT, Telling.EARLIER,
                FailureCode.UNEXPECTED, new MappingStep(MappingStep.Outcome.IGNORED, "provisional", true));

        // When
        tally.change(key, before -> compared);
        tally.change(key(2), before -> before);

        // Then
        assertThat(tally.get(key)).isEqualTo(compared);
        assertThat(tally.get(key(2))).isEqualTo(Compared.NOTHING);
        assertThat(tally.get(key(3))).isEqualTo(Compared.NOTHING);
        assertThat(tally.contains(key(3))).isFalse();
    }

    @Test
    void keepsAHundredBytesOfARecordOrSo() {
        double bytes = HeapUse.bytesEach(RECORDS, () -> {
            Tally tally = new Tally();
            IntStream.range(0, RECORDS).forEach(number -> tally.change(key(number), before -> before
                    .in(new Compared.Twinfield(BigDecimal.TEN, 202611, "EUR", false, 1))
                    .and(new InAfas("", "1", 202611, "EUR", BigDecimal.TEN))));
            return tally;
        });

        assertThat(bytes).isLessThan(120);
    }

    private static RecordKey key(int number) {
        return new RecordKey("NL01", RecordKind.SALES_INVOICE, "FACTUUR/2026" + number);
    }
}
