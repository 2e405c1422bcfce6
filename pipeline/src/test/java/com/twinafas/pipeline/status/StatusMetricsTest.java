package com.twinafas.pipeline.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

class StatusMetricsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final StatusBoard board = new StatusBoard();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StatusMetrics metrics = new StatusMetrics(meters);

    @Test
    void countsRecordsByWhereTheyAre() {
        // Given
        board.read(invoice(1), 10);
        board.read(invoice(2), 10);
        board.opened(invoice(2), "write", Cause.of(FailureCode.ITEM_MISSING, "item", "D012"));
        board.read(invoice(3), 10);
        board.opened(invoice(3), "write", Cause.of(FailureCode.ITEM_MISSING, "item", "D013"));

        // When
        show();

        // Then
        assertThat(records("waiting")).isEqualTo(1);
        assertThat(records("refused")).isEqualTo(2);
        assertThat(letters("ITEM_MISSING")).isEqualTo(2);
    }

    @Test
    void showsNoCauseThatIsOver() {
        // Given
        board.read(invoice(1), 10);
        board.opened(invoice(1), "write", Cause.of(FailureCode.ITEM_MISSING, "item", "D012"));
        show();

        // When
        board.closed(invoice(1), "write");
        show();

        // Then
        assertThat(meters.find("twinafas.deadletters.open").gauge()).isNull();
    }

    @Test
    void showsHowFarAReplayIs() {
        // Given
        Job replay = Job.begun("1", new Ask(Action.REPLAY,
                new LetterFilter(null, null, null, null, RecordKind.SALES_INVOICE, Set.of()), null, false, false, null,
                null, null), "somebody", NOW).moved(Map.of(Job.TOTAL, 100L, Job.DONE, 30L), new TreeMap<>(),
                        new TreeMap<>(), NOW);

        // When
        metrics.show(board.status("demo", NOW, true), List.of(replay));

        // Then
        assertThat(meters.get("twinafas.job.done").tags("action", "replay", "flow", "sales-invoice").gauge().value())
                .isEqualTo(30);
        assertThat(meters.get("twinafas.job.total").gauge().value()).isEqualTo(100);
    }

    @Test
    void hasNoMoreSeriesForAHundredThousandRecords() {
        // Given
        board.read(invoice(0), 10);
        board.opened(invoice(0), "write", Cause.of(FailureCode.ITEM_MISSING, "item", "D0"));
        show();
        int few = meters.getMeters().size();

        // When
        for (int i = 1; i < 100_000; i++) {
            board.read(invoice(i), 10);
            if (i % 2 == 0) {
                board.opened(invoice(i), "write", Cause.of(FailureCode.ITEM_MISSING, "item", "D" + i % 50));
            }
        }
        show();

        // Then
        assertThat(meters.getMeters()).hasSize(few);
        assertThat(letters("ITEM_MISSING")).isEqualTo(50_000);
    }

    private void show() {
        metrics.show(board.status("demo", NOW, true), List.of());
    }

    private double records(String state) {
        return meters.get("twinafas.records").tags("flow", "sales-invoice", "state", state).gauge().value();
    }

    private double letters(String code) {
        return meters.get("twinafas.deadletters.open").tags("flow", "sales-invoice", "stage", "write", "code", code)
                .gauge().value();
    }

    private static RecordKey invoice(int number) {
        return new RecordKey("NL01", RecordKind.SALES_INVOICE, "FACTUUR/" + number);
    }
}
