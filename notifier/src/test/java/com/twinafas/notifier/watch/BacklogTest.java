package com.twinafas.notifier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final Backlog backlog = new Backlog(false);

    @Test
    void isNoTroubleWhileItGetsLess() {
        for (int minute = 0; minute < 120; minute++) {
            assertThat(isTrouble(10_000 - minute * 10L, minute)).isFalse();
        }
    }

    @Test
    void isNoTroubleWhileThereIsLittle() {
        for (int minute = 0; minute < 120; minute++) {
            assertThat(isTrouble(minute * 8L, minute)).isFalse();
        }
    }

    @Test
    void isTroubleWhenMuchDoesNotGetLessForLong() {
        assertThat(isTrouble(1500, 0)).isFalse();
        assertThat(isTrouble(1600, 29)).isFalse();
        assertThat(isTrouble(1600, 30)).isTrue();
    }

    @Test
    void isOverWhenHalfIsDone() {
        // Given
        isTrouble(5000, 0);
        assertThat(isTrouble(6000, 30)).isTrue();

        // Then
        assertThat(isTrouble(3001, 31)).isTrue();
        assertThat(isTrouble(3000, 32)).isFalse();
        assertThat(isTrouble(3000, 40)).isFalse();
    }

    @Test
    void stillIsTroubleAfterARestart() {
        assertThat(new Backlog(true).isTrouble(5000, 1000, Duration.ofMinutes(30), NOW)).isTrue();
    }

    private boolean isTrouble(long waiting, int minute) {
        return backlog.isTrouble(waiting, 1000, Duration.ofMinutes(30), NOW.plus(Duration.ofMinutes(minute)));
    }
}
