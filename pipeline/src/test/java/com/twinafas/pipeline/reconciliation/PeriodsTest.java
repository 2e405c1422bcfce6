package com.twinafas.pipeline.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodsTest {

    @ParameterizedTest
    @CsvSource({"2026/03, 2026/03", "2026/3, 2026/03", "2026/01-03, 2026/01-03", "2026/1-2026/3, 2026/01-03",
            "2026, 2026", "2026/55, 2026/55"})
    void readsWhatPeopleWriteAndSaysItOneWay(String written, String said) {
        assertThat(Periods.parse(written)).hasToString(said);
        assertThat(Periods.parse(said)).isEqualTo(Periods.parse(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"March", "2026/57", "2026/04-03", "2025/12-2026/01", "2026-03", ""})
    void refusesWhatIsNoPeriod(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> Periods.parse(written));
    }

    @Test
    void containsItsOwnPeriodsOnly() {
        Periods periods = Periods.parse("2026/02-03");

        assertThat(periods.contains(2026, 2)).isTrue();
        assertThat(periods.contains(2026, 4)).isFalse();
        assertThat(periods.contains(2025, 2)).isFalse();
    }
}
