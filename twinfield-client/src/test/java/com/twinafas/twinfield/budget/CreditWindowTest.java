package com.twinafas.twinfield.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditWindowTest {

    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    @Test
    void asksAloneUntilTheFirstAnswer() {
        CreditWindow window = new CreditWindow(500);

        assertThat(window.take(1, START)).isNull();
        assertThat(window.take(1, START)).isNotNull();
        window.answered(1, START);
        assertThat(window.take(1, START)).isNull();
        assertThat(window.take(1, START)).isNull();
    }

    @Test
    void learnsWhatAnotherProcessSpent() {
        // Given a process that follows on a killed one
        CreditWindow window = new CreditWindow(500);
        window.take(1, START);

        // When the first answer says that 480 of 500 are gone
        window.seen(500, 20, START);
        window.answered(1, START);

        // Then
        assertThat(window.left()).isLessThanOrEqualTo(20);
        assertThat(window.take(1, START.plus(CreditWindow.MINUTE))).isNull();
        assertThat(window.left()).isGreaterThan(480);
    }

    @Test
    void takesTheSmallerLimitThatTwinfieldNames() {
        CreditWindow window = new CreditWindow(500);
        window.take(1, START);
        window.seen(25, 24, START);
        window.answered(1, START);

        assertThat(window.left()).isBetween(20, 24);
    }

    @Test
    void waitsAsLongAsTwinfieldAsks() {
        CreditWindow window = new CreditWindow(500);
        window.block(START.plusSeconds(17));

        assertThat(window.take(1, START)).isEqualTo(Duration.ofSeconds(17));
        assertThat(window.take(1, START.plusSeconds(17))).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noMinuteHoldsMoreThanTheLimitAndNearlyAllIsUsed(long seed) {
        // Given calls that are counted somewhere between sending and answer, which takes up to 2 s
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int limit = random.nextInt(20, 300);
        CreditWindow window = new CreditWindow(limit);
        List<Instant> counted = new ArrayList<>();
        List<Instant> answers = new ArrayList<>();
        Instant now = START;
        Instant end = START.plus(Duration.ofMinutes(10));

        // When four callers are always behind
        while (now.isBefore(end)) {
            Instant here = now;
            answers.removeIf(answer -> {
                if (!answer.isAfter(here)) {
                    window.answered(1, here);
                    return true;
                }
                return false;
            });
            while (answers.size() < 4 && window.take(1, now) == null) {
                long millis = random.nextInt(20, 2000);
                counted.add(now.plusMillis(random.nextLong(millis)));
                answers.add(now.plusMillis(millis));
            }
            now = now.plusMillis(10);
        }

        // Then
        counted.sort(null);
        for (int i = 0; i + limit < counted.size(); i++) {
            assertThat(Duration.between(counted.get(i), counted.get(i + limit))).as("seed " + seed)
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
        int possible = Math.min(10 * limit, 10 * 60 * 4);
        assertThat(counted.size()).as("seed " + seed).isGreaterThan((int) (possible * 0.9));
    }
}
