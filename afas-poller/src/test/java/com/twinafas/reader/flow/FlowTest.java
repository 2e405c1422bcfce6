package com.twinafas.reader.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.AfasFailure;
import com.twinafas.reader.reading.MemoryShelf;
import com.twinafas.reader.reading.Reading;
import com.twinafas.schemas.failure.FailureCode;

class FlowTest {

    private static final Duration SHORT = Duration.ofMillis(10);

    private final MemoryShelf shelf = new MemoryShelf(InstantSource.system());
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Flow> flows = new ArrayList<>();

    @AfterEach
    void stop() {
        flows.forEach(Flow::close);
    }

    /** One that fails as it is told. */
    private static final class Told implements Reading {

        private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        private final AtomicInteger rounds = new AtomicInteger();
        private final String name;

        Told(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void run() {
            rounds.incrementAndGet();
            RuntimeException told = failure.get();
            if (told != null) {
                throw told;
            }
        }
    }

    @Test
    void stopsOnABrokenContractTellsItOnceAndLeavesOthersAlone() {
        // Given
        Told broken = new Told("stock");
        broken.failure.set(new AfasFailure.ContractBroken("Profit_Stock", "no such connector"));
        Told fine = new Told("order-status");

        // When
        Flow stopped = start(broken);
        Flow working = start(fine);

        // Then
        await().until(() -> broken.rounds.get() == 2 && fine.rounds.get() > 5);
        assertThat(stopped.isWorking()).isFalse();
        assertThat(working.isWorking()).isTrue();
        assertThat(shelf.told("stock")).isEqualTo(1);
        assertThat(shelf.open().get("stock"))
                .satisfies(cause -> assertThat(cause.code()).isEqualTo(FailureCode.AFAS_CONTRACT_BROKEN));

        // When
        broken.failure.set(null);

        // Then
        await().until(() -> shelf.open().isEmpty());
        assertThat(stopped.isWorking()).isTrue();
    }

    @Test
    void tellsNobodyThatAfasIsAwayAndGoesOnByItself() {
        // Given
        Told reading = new Told("stock");
        reading.failure.set(new AfasFailure.Unavailable("maintenance", null, null));

        // When
        Flow flow = start(reading);
        await().until(() -> reading.rounds.get() == 2);
        assertThat(flow.isWorking()).isFalse();
        assertThat(shelf.open()).isEmpty();
        reading.failure.set(null);

        // Then
        await().until(() -> reading.rounds.get() > 4);
        assertThat(flow.isWorking()).isTrue();
    }

    @Test
    void waitsAsLongAsAfasSays() {
        // Given
        Told reading = new Told("stock");
        reading.failure.set(new AfasFailure.Unavailable("maintenance", Duration.ofHours(2), null));

        // When
        start(reading);
        await().until(() -> reading.rounds.get() == 1);

        // Then
        await().during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(3)).until(() -> reading.rounds.get() == 1);
    }

    @Test
    void goesOnAtTheTimeAfasAnnouncedHoweverOftenItFailedBefore() {
        // Given
        Told reading = new Told("stock");
        reading.failure.set(new AfasFailure.Unavailable("maintenance", null, null));
        start(reading);
        await().until(() -> reading.rounds.get() == 3);

        // When
        reading.failure.set(new AfasFailure.Unavailable("maintenance", Duration.ofSeconds(1), null));
        await().atMost(Duration.ofSeconds(30)).until(() -> reading.rounds.get() == 4);
        reading.failure.set(null);

        // Then
        await().atMost(Duration.ofSeconds(4)).until(() -> reading.rounds.get() > 5);
    }

    @Test
    void outlivesAnErrorOfOurs() {
        // Given
        Told reading = new Told("stock");
        reading.failure.set(new IllegalStateException("ours"));

        // When
        start(reading);
        await().until(() -> reading.rounds.get() == 1);
        reading.failure.set(null);

        // Then
        await().until(() -> reading.rounds.get() > 3);
        assertThat(metrics.timer("twinafas.reader.rounds", "flow", "stock", "outcome", "bug").count()).isEqualTo(1);
    }

    private Flow start(Reading reading) {
        Flow flow = Flow.start(reading, SHORT, shelf, metrics);
        flows.add(flow);
        return flow;
    }
}
