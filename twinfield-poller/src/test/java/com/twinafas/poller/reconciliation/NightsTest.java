package com.twinafas.poller.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.pipeline.reconciliation.Periods;
import com.twinafas.pipeline.settings.ReconciliationSettings;

class NightsTest {

    private static final ReconciliationSettings AT_THREE = new ReconciliationSettings(true, "03:00",
            ZoneId.of("Europe/Amsterdam"), 2, Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({"2026-11-21T01:59:59Z, 2026-11-20", "2026-11-21T02:00:00Z, 2026-11-21",
            "2026-07-21T00:59:59Z, 2026-07-20", "2026-07-21T01:00:00Z, 2026-07-21",
            "2026-10-25T01:30:00Z, 2026-10-24", "2026-10-25T02:00:00Z, 2026-10-25"})
    void beginsANightAtItsTimeOnTheClockOfThePlace(Instant now, LocalDate night) {
        assertThat(Nights.last(AT_THREE, now)).isEqualTo(night);
    }

    @Test
    void looksBackAcrossTheTurnOfTheYear() {
        assertThat(Nights.periods(LocalDate.of(2026, 11, 21), 2)).containsExactly(new Periods(2026, 10, 11));
        assertThat(Nights.periods(LocalDate.of(2027, 1, 1), 3)).containsExactly(new Periods(2026, 11, 12),
                new Periods(2027, 1, 1));
        assertThat(Nights.periods(LocalDate.of(2026, 5, 5), 1)).containsExactly(new Periods(2026, 5, 5));
    }
}
