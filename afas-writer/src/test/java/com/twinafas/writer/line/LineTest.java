package com.twinafas.writer.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.GetQuery;
import com.twinafas.schemas.failure.Cause;
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
        line.awaitOpen();
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
    void letsEveryoneGoWhenItIsClosed() {
        for (int i = 0; i < 1000; i++) {
            afas.versionFailures.add(new AfasFailure.Unavailable("away", null, null));
        }
        afas.readFailures.add(new AfasFailure.Unavailable("away", null, null));
        CompletableFuture<List<AfasRow>> waiting = CompletableFuture.supplyAsync(
                () -> line.read(GetQuery.all("X", "a")), Executors.newVirtualThreadPerTaskExecutor());
        await().until(line::isStopped);

        line.close();

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(OwnershipLost.class);
        assertThatThrownBy(() -> line.once("X", () -> 1)).isInstanceOf(OwnershipLost.class);
    }
}
