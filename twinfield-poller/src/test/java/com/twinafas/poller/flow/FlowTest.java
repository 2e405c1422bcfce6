package com.twinafas.poller.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.poller.scan.MemoryArchive;
import com.twinafas.poller.scan.Scan;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.twinfield.failure.TwinfieldFailure;

class FlowTest {

    private static final RecordKey ACCESS = new RecordKey("NL01", RecordKind.CUSTOMER, Flow.NO_ACCESS);
    private final TwinfieldFailure away = new TwinfieldFailure.Unavailable("away", null, null);

    private final MemoryArchive archive = new MemoryArchive(InstantSource.system());
    private final AtomicInteger rounds = new AtomicInteger();
    private volatile @Nullable TwinfieldFailure failure;
    private final Scan scan = new Scan() {
        @Override
        public RecordKind kind() {
            return RecordKind.CUSTOMER;
        }

        @Override
        public void run() {
            rounds.incrementAndGet();
            TwinfieldFailure now = failure;
            if (now != null) {
                throw now;
            }
        }
    };
    private final Flows flows = new Flows(List.of(new Flow("NL01", scan, Duration.ofMillis(1), List.of(), archive,
            new SimpleMeterRegistry(), (failures, last) -> failures == 9 && failure == away
                    ? Duration.ofSeconds(1)
                    : Duration.ofMillis(1))));

    @AfterEach
    void stop() {
        flows.stop();
    }

    @Test
    void outageThatLastsIsToldOnceAndClosedWhenItIsOver() {
        failure = away;
        flows.start();
        await().until(() -> rounds.get() == 9);
        assertThat(archive.open()).isEmpty();

        await().until(() -> archive.open().containsKey(ACCESS));
        assertThat(archive.open()).containsEntry(ACCESS, Cause.of(FailureCode.TWINFIELD_UNAVAILABLE));

        failure = null;
        await().until(() -> archive.open().isEmpty());
    }

    @Test
    void goesOnWhenTwinfieldSaidItWouldBeThereAndAsksNobody() {
        // Given
        failure = new TwinfieldFailure.Unavailable("maintenance", Duration.ofSeconds(2), null);
        Flow flow = new Flow("NL01", scan, Duration.ofMillis(1), List.of(), archive, new SimpleMeterRegistry());
        Flows maintained = new Flows(List.of(flow));
        Instant announced = Instant.now().plusSeconds(2);

        // When
        maintained.start();
        await().until(() -> rounds.get() == 1);
        failure = null;

        // Then
        await().atMost(Duration.ofSeconds(7)).until(() -> rounds.get() > 2);
        assertThat(Instant.now()).isBetween(announced, announced.plusSeconds(5));
        assertThat(archive.open()).isEmpty();
        maintained.stop();
    }

    @Test
    void whatOnlyAPersonCanMendIsToldAtOnceAlsoAfterAnOutageWasTold() {
        failure = away;
        flows.start();
        await().until(() -> archive.open().containsKey(ACCESS));

        failure = new TwinfieldFailure.Unauthorized("no", false);

        await().untilAsserted(() -> assertThat(archive.open()).containsEntry(ACCESS,
                Cause.of(FailureCode.TWINFIELD_UNAUTHORIZED)));
    }

    @Test
    void creditsThatStayUsedUpAreTold() {
        failure = new TwinfieldFailure.Throttled(null);
        flows.start();

        await().untilAsserted(() -> assertThat(archive.open()).containsEntry(ACCESS,
                Cause.of(FailureCode.TWINFIELD_THROTTLED)));
    }

    @Test
    void aRoundThatWentWellIsASignOfLife() {
        failure = away;
        flows.start();
        await().until(() -> rounds.get() >= 2);
        assertThat(archive.polled()).isEmpty();

        failure = null;

        await().until(() -> archive.polled().contains("NL01/customer"));
    }
}
