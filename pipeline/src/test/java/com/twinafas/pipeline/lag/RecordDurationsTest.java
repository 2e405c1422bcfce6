package com.twinafas.pipeline.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.key.RecordKind;

class RecordDurationsTest {

    private static final Instant POLLED = Instant.parse("2026-03-02T09:00:00Z");
    private static final long REVISION = ChronoUnit.MICROS.between(Instant.EPOCH, POLLED);

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RecordDurations mapper = RecordDurations.ofMapper(meters);
    private final RecordDurations writer = RecordDurations.ofWriter(meters);

    @Test
    void tellsEachStageAndTheWholeUnderTheNamesOfTheRules() {
        // When
        mapper.mapped(RecordKind.SALES_INVOICE, REVISION, POLLED.plusSeconds(2));
        writer.delivered(RecordKind.SALES_INVOICE, REVISION, POLLED.plusSeconds(2), POLLED.plusSeconds(20));

        // Then
        String name = "twinafas_record_duration_seconds";
        assertThat(scraped()).contains(
                name + "_bucket{flow=\"sales-invoice\",stage=\"mapper\",le=\"1.0\"} 0",
                name + "_bucket{flow=\"sales-invoice\",stage=\"mapper\",le=\"5.0\"} 1",
                name + "_sum{flow=\"sales-invoice\",stage=\"mapper\"} 2.0",
                name + "_bucket{flow=\"sales-invoice\",stage=\"writer\",le=\"15.0\"} 0",
                name + "_bucket{flow=\"sales-invoice\",stage=\"writer\",le=\"60.0\"} 1",
                name + "_sum{flow=\"sales-invoice\",stage=\"writer\"} 18.0",
                name + "_bucket{flow=\"sales-invoice\",stage=\"whole\",le=\"86400.0\"} 1",
                name + "_count{flow=\"sales-invoice\",stage=\"whole\"} 1",
                name + "_sum{flow=\"sales-invoice\",stage=\"whole\"} 20.0");
    }

    @Test
    void tellsOfEachFlowAndStageThatThereWasNothingYet() {
        assertThat(scraped()).filteredOn(line -> line.startsWith("twinafas_record_duration_seconds_count{"))
                .hasSize(3 * RecordKind.values().length).allMatch(line -> line.endsWith(" 0"));
    }

    @Test
    void countsARecordFromAMachineWhoseClockIsAhead() {
        // When
        mapper.mapped(RecordKind.ARTICLE, REVISION, POLLED.minusMillis(3));

        // Then
        assertThat(scraped()).contains("twinafas_record_duration_seconds_count{flow=\"article\",stage=\"mapper\"} 1");
    }

    @Test
    void hasNoMoreSeriesForAHundredThousandRecords() {
        // Given
        deliver(1);
        int few = scraped().size();

        // When
        for (int i = 2; i <= 100_000; i++) {
            deliver(i);
        }

        // Then
        assertThat(scraped()).hasSize(few);
        assertThat(scraped())
                .contains("twinafas_record_duration_seconds_count{flow=\"sales-invoice\",stage=\"whole\"} 100000");
    }

    private void deliver(int number) {
        Instant mapped = POLLED.plus(Duration.ofMillis(number));
        mapper.mapped(RecordKind.SALES_INVOICE, REVISION, mapped);
        writer.delivered(RecordKind.SALES_INVOICE, REVISION, mapped, mapped.plus(Duration.ofSeconds(number)));
    }

    private List<String> scraped() {
        return meters.scrape().lines().toList();
    }
}
