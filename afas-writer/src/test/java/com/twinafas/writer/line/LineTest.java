package com.twinafas.writer.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.GetQuery;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.writer.delivery.OwnershipLost;

class LineTest {

    private final ScriptedAfas afas = new ScriptedAfas();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Line line = new Line(afas, 2, Duration.ofMillis(20), new LineWatch() {
        @Override
        public void stopped(Cause cause) {
            told.add(cause.code().name());
        }

        @Override
        public void resumed() {
            told.add("resumed");
        }
    });

    @AfterEach
    void close() {
        line.close();
    }

    @Test
    void readsAgainWhenAfasIsBackAndTellsNobodyOfAMoment() {
        afas.readFailures.add(new AfasFailure.Unavailable("away", null, null));

        assertThat(line.read(GetQuery.all("X", "a"))).isEmpty();

        assertThat(afas.reads).hasSize(2);
        assertThat(told).isEmpty();
    }

    @Test
    void probesUntilAfasIsBackAndTellsOnce() {
        afas.readFailures.add(new AfasFailure.Unavailable("away", null, null));
        for (int i = 0; i < 5; i++) {
            afas.versionFailures.add(new AfasFailure.Throttled("limited", Duration.ofMillis(1)));
        }

        line.read(GetQuery.all("X", "a"));

        assertThat(afas.versions).hasValue(6);
        await().untilAsserted(() -> assertThat(told).containsExactly("AFAS_THROTTLED", "resumed"));
    }

    @Test
    void waitsAsLongAsAfasSays() {
        afas.readFailures.add(new AfasFailure.Unavailable("maintenance", Duration.ofMillis(400), null));
        long before = System.nanoTime();

        line.read(GetQuery.all("X", "a"));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        assertThat(afas.versions).hasValue(1);
    }

    @Test
    void tellsAtOnceOfCredentialsThatAreNotAccepted() {
        afas.readFailures.add(new AfasFailure.Unauthorized("no"));
        afas.versionFailures.add(new AfasFailure.Unauthorized("no"));

        line.read(GetQuery.all("X", "a"));

        await().untilAsserted(() -> assertThat(told).containsExactly("AFAS_UNAUTHORIZED", "resumed"));
    }

    @Test
    void takesAConnectorForNotGrantedWhenAfasAcceptsUsButNeverForIt() {
        for (int i = 0; i < 4; i++) {
            afas.readFailures.add(new AfasFailure.Unauthorized("no"));
        }

        assertThatThrownBy(() -> line.read(GetQuery.all("X", "a"))).isInstanceOf(AfasFailure.ContractBroken.class);

        assertThat(told).isEmpty();
        assertThat(afas.versions).as("each time whether it accepts us, and before the next attempt that it works")
                .hasValue(4 + 3);
        line.awaitOpen();
    }

    @Test
    void takesAConnectorForBrokenWhenAfasWorksButTimeAndAgainFailsAtIt() {
        // Given
        for (int i = 0; i < 7; i++) {
            afas.readFailures.add(new AfasFailure.Unavailable("unexpected", null, null));
        }

        // When
        assertThatThrownBy(() -> line.read(GetQuery.all("X", "a"))).isInstanceOfSatisfying(AfasFailure.Refused.class,
                e -> assertThat(e.failure()).isEqualTo(Cause.of(FailureCode.AFAS_CONNECTOR_FAILS, "connector", "X")));

        // Then who asks next is told at once, and nobody else has to wait
        assertThat(told).isEmpty();
        assertThat(afas.reads).hasSize(6);
        line.awaitOpen();
        assertThatThrownBy(() -> line.read(GetQuery.all("X", "a"))).isInstanceOf(AfasFailure.Refused.class);
        assertThat(afas.reads).hasSize(7);
        assertThat(line.isStopped()).isFalse();

        // When it works again, it is as if nothing had been
        assertThat(line.read(GetQuery.all("X", "a"))).isEmpty();
        afas.readFailures.add(new AfasFailure.Unavailable("unexpected", null, null));
        assertThat(line.read(GetQuery.all("X", "a"))).isEmpty();
    }

    @Test
    void refusesAQuestionThatAfasAlwaysFailsAtThoughItAnswersOthers() {
        GetQuery bad = GetQuery.anyOf("X", "c", List.of("bad"), "a");
        afas.failing = query -> query.equals(bad) ? new AfasFailure.Unavailable("unexpected", null, null) : null;
        CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
            while (!Thread.currentThread().isInterrupted() && afas.reads.stream().filter(bad::equals).count() < 6) {
                line.read(GetQuery.all("X", "a"));
            }
        }, Executors.newVirtualThreadPerTaskExecutor());

        assertThatThrownBy(() -> line.read(bad)).isInstanceOf(AfasFailure.Refused.class);

        others.join();
        assertThat(afas.reads.stream().filter(bad::equals)).hasSize(6);
    }

    @Test
    void outageInWhichOnlyTheVersionIsAnsweredRefusesNothingAndIsTold() {
        // Given
        afas.metainfoFailure = new AfasFailure.Unavailable("unexpected", null, null);
        afas.failing = query -> afas.metainfoFailure;
        CompletableFuture<List<AfasRow>> waiting = CompletableFuture.supplyAsync(
                () -> line.read(GetQuery.all("X", "a")), Executors.newVirtualThreadPerTaskExecutor());

        // When
        await().until(() -> told.contains("AFAS_UNAVAILABLE"));
        afas.metainfoFailure = null;

        // Then
        assertThat(waiting.join()).isEmpty();
        await().untilAsserted(() -> assertThat(told).containsExactly("AFAS_UNAVAILABLE", "resumed"));
    }

    @Test
    void makesNoMoreCallsAtOnceThanAreAllowed() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 10).mapToObj(number -> CompletableFuture
                .supplyAsync(() -> line.once("X", () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    hold(go);
                    return running.decrementAndGet();
                }), Executors.newVirtualThreadPerTaskExecutor())).toList();

        await().until(() -> running.get() == 2);
        go.countDown();

        calls.forEach(CompletableFuture::join);
        assertThat(most).hasValue(2);
    }

    /** Without an end to the doubling the tenth probe would come after 20 s. */
    @Test
    void probesNoLessOftenThanTheSettingSays() {
        for (int i = 0; i < 10; i++) {
            afas.versionFailures.add(new AfasFailure.Unavailable("away", null, null));
        }
        afas.readFailures.add(new AfasFailure.Unavailable("away", null, null));

        CompletableFuture<List<AfasRow>> reading = CompletableFuture.supplyAsync(
                () -> line.read(GetQuery.all("X", "a")), Executors.newVirtualThreadPerTaskExecutor());

        assertThat(reading).succeedsWithin(Duration.ofSeconds(10));
        assertThat(afas.versions).hasValue(11);
    }

    /** Their setting is 20 ms: other failures are probed for all the time. */
    @Test
    void probesMoreSeldomForCredentialsThatAreNotAccepted() {
        for (int i = 0; i < 7; i++) {
            afas.versionFailures.add(new AfasFailure.Unauthorized("no"));
        }
        afas.readFailures.add(new AfasFailure.Unauthorized("no"));
        long before = System.nanoTime();

        line.read(GetQuery.all("X", "a"));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(400));
        assertThat(afas.versions).hasValue(8);
    }

    @Test
    void repeatsNoCallThatMayOnlyBeMadeOnce() {
        assertThatThrownBy(() -> line.once("X", () -> {
            throw new AfasFailure.Unavailable("away", null, null);
        })).isInstanceOf(AfasFailure.Unavailable.class);

        line.awaitOpen();
        assertThat(line.isStopped()).isFalse();
    }

    @Test
    void takesAnAnnouncedPauseForNoFaultOfTheConnector() {
        for (int i = 0; i < 10; i++) {
            afas.readFailures.add(new AfasFailure.Unavailable("maintenance", Duration.ofMillis(1), null));
        }

        assertThat(line.read(GetQuery.all("X", "a"))).isEmpty();

        assertThat(afas.reads).hasSize(11);
    }

    @Test
    void opensWhatAnotherWriterLeftStoppedWhenAProbeShowsThatItWorks() {
        line.startStopped();

        line.awaitOpen();

        await().untilAsserted(() -> assertThat(told).containsExactly("resumed"));
        assertThat(afas.versions).hasValue(1);
    }

    @Test
    void leavesStoppedWhatAnotherWriterLeftStoppedWhileItDoesNotWork() {
        for (int i = 0; i < 3; i++) {
            afas.versionFailures.add(new AfasFailure.Unavailable("away", null, null));
        }
        line.startStopped();

        line.awaitOpen();

        assertThat(afas.versions).hasValue(4);
        await().untilAsserted(() -> assertThat(told).containsExactly("resumed"));
    }

    @Test
    void letsEveryoneGoWhenItIsClosed() {
        afas.readFailures.add(new AfasFailure.Unavailable("maintenance", Duration.ofHours(1), null));
        CompletableFuture<List<AfasRow>> waiting = CompletableFuture.supplyAsync(
                () -> line.read(GetQuery.all("X", "a")), Executors.newVirtualThreadPerTaskExecutor());
        await().until(line::isStopped);

        line.close();

        assertThat(waiting).failsWithin(Duration.ofSeconds(10)).withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(OwnershipLost.class);
        assertThatThrownBy(() -> line.once("X", () -> 1)).isInstanceOf(OwnershipLost.class);
        assertThatThrownBy(line::awaitOpen).isInstanceOf(OwnershipLost.class);
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
