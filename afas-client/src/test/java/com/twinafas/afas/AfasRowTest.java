package com.twinafas.afas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AfasRowTest {

    private static final AfasRow ROW = new AfasRow(
            Map.of("Time", "2026-01-15T16:57:43.5Z", "Day", "2026-01-15", "Number",
                    "-.5", "Name", "Jansen", "Empty", ""));

    @Test
    void readsAmsterdamWallClockTimeWhoseZoneIsNotTrue() {
        assertThat(ROW.time("Time")).isEqualTo(Instant.parse("2026-01-15T15:57:43.5Z"));
        assertThat(ROW.date("Time")).isEqualTo(LocalDate.of(2026, 1, 15));
        assertThat(ROW.date("Day")).isEqualTo(LocalDate.of(2026, 1, 15));
        assertThat(ROW.time("Absent")).isNull();
    }

    @Test
    void breaksTheContractWithoutNamingTheValue() {
        assertThat(ROW.decimal("Number")).isEqualByComparingTo("-0.5");
        assertThatThrownBy(() -> ROW.decimal("Name")).isInstanceOf(AfasFailure.ContractBroken.class)
                .hasMessageNotContaining("Jansen");
        assertThatThrownBy(() -> ROW.time("Name")).isInstanceOf(AfasFailure.ContractBroken.class)
                .hasMessageNotContaining("Jansen").hasNoCause();
        assertThatThrownBy(() -> ROW.required("Empty")).isInstanceOf(AfasFailure.ContractBroken.class);
    }
}
