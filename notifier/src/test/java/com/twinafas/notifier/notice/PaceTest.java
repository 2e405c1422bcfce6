package com.twinafas.notifier.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final Pace pace = new Pace(Duration.ofSeconds(10));

    @Test
    void letsOthersJoinTheFirstCauseForAMoment() {
        assertThat(pace.isDue(NOW, NOW.plusSeconds(9))).isFalse();
        assertThat(pace.isDue(NOW, NOW.plusSeconds(10))).isTrue();
    }

    @Test
    void sendsFewMessagesWhateverHappens() {
        // Given a new cause every second for a day
        Instant oldest = NOW;
        int messages = 0;

        // When
        for (Instant now = NOW; now.isBefore(NOW.plus(Duration.ofDays(1))); now = now.plusSeconds(1)) {
            if (pace.isDue(oldest, now)) {
                pace.sent(now);
                messages++;
                oldest = now.plusSeconds(1);
            }
        }

        // Then
        assertThat(messages).isLessThan(24 * 4 + 8);
    }

    @Test
    void isQuickAgainAfterAnHourOfCalm() {
        // Given
        pace.sent(NOW);
        pace.sent(NOW);
        Instant later = NOW.plus(Duration.ofHours(1));

        // Then
        assertThat(pace.isDue(later, later.plusSeconds(10))).isTrue();
    }
}
