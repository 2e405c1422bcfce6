package com.twinafas.pipeline.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbingTest {

    @Test
    void asksAgainWhenTheSystemSaidItWouldBeThere() {
        assertThat(Probing.whileAway(1, Duration.ofMinutes(20))).isEqualTo(Duration.ofMinutes(20));
        assertThat(Probing.whileAway(50, Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void doesNotAskWithoutEndWhereASystemSaysThatItWillBeThereAtOnce() {
        assertThat(Probing.whileAway(1, Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void asksEveryHalfMinuteAtLeastWhileASystemIsAway() {
        assertThat(Probing.whileAway(1, null)).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(Probing.whileAway(1000, null)).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void asksEveryFiveMinutesAtLeastWhetherCredentialsAreAccepted() {
        assertThat(Probing.untilAccepted(1000)).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(5));
    }
}
