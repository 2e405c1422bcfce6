package com.twinafas.afas.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.http.ConnectorTurns.Precedence;

class ConnectorTurnsTest {

    private static final String ORDERS = "Profit_Salesorders";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ConnectorTurns turns = new ConnectorTurns();
    private final List<String> came = Collections.synchronizedList(new ArrayList<>());

    @Test
    void letsNobodyInWhileItIsTaken() throws InterruptedException {
        assertThat(turns.take(ORDERS, Precedence.YIELDING, LONG)).isTrue();

        assertThat(turns.take(ORDERS, Precedence.FIRST, Duration.ofMillis(20))).isFalse();
        assertThat(turns.take("Profit_Article", Precedence.FIRST, Duration.ZERO)).isTrue();
    }

    @Test
    void letsTheFirstInBeforeWhoYields() throws InterruptedException {
        // Given
        turns.take(ORDERS, Precedence.FIRST, LONG);
        Thread reader = waiting("reader", Precedence.YIELDING);
        Thread writer = waiting("writer", Precedence.FIRST);
        Thread second = waiting("second writer", Precedence.FIRST);

        // When
        turns.give(ORDERS);
        reader.join();
        writer.join();
        second.join();

        // Then
        assertThat(came).containsExactly("writer", "second writer", "reader");
    }

    @Test
    void forgetsWhoGaveUp() throws InterruptedException {
        // Given
        turns.take(ORDERS, Precedence.FIRST, LONG);
        Thread reader = waiting("reader", Precedence.YIELDING);
        assertThat(turns.take(ORDERS, Precedence.FIRST, Duration.ofMillis(20))).isFalse();

        // When
        turns.give(ORDERS);
        reader.join();

        // Then
        assertThat(came).containsExactly("reader");
        assertThat(turns.take(ORDERS, Precedence.YIELDING, Duration.ZERO)).isTrue();
    }

    /** One that waits for the connector, and gives it back as soon as it has it. */
    private Thread waiting(String name, Precedence precedence) {
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                if (turns.take(ORDERS, precedence, LONG)) {
                    came.add(name);
                    turns.give(ORDERS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().atMost(LONG).pollInterval(Duration.ofMillis(2))
                .until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }
}
