package com.twinafas.writer.dispatch;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.topic.Topic;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.writer.delivery.OwnershipLost;
import com.twinafas.writer.delivery.Update;
import com.twinafas.writer.delivery.Version;
import com.twinafas.writer.delivery.Waiting;

class DispatcherTest {

    private final List<Long> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch submitted = new CountDownLatch(1);
    private Dispatcher dispatcher = dispatcher(update -> {
    }, 4);

    @AfterEach
    void stop() {
        dispatcher.close();
    }

    @Test
    void worksOnTheUpdatesOfARecordInTheOrderOfTheLog() {
        for (int i = 0; i < 200; i++) {
            dispatcher.submit(update(Topic.UPDATE, i, 1, 1));
        }

        await().until(() -> dispatcher.size() == 0);
        assertThat(done).isSorted().hasSize(200);
    }

    @Test
    void aStuckKeyHoldsUpNoOther() {
        CountDownLatch release = new CountDownLatch(1);
        dispatcher = dispatcher(update -> {
            if (update.position().offset() == 0) {
                hold(release);
            }
        }, 4);
        dispatcher.submit(update(Topic.UPDATE, 0, 1, 1));
        dispatcher.submit(update(Topic.UPDATE, 1, 1, 1));
        for (int i = 2; i < 100; i++) {
            dispatcher.submit(update(Topic.UPDATE, i, i, i));
        }

        await().until(() -> done.size() == 98);
        assertThat(done).doesNotContain(0L, 1L);
        release.countDown();
        await().until(() -> dispatcher.size() == 0);
        assertThat(done.indexOf(0L)).isLessThan(done.indexOf(1L));
    }

    @Test
    void takesLiveUpdatesBeforeThoseOfTheBulk() {
        CountDownLatch start = new CountDownLatch(1);
        dispatcher = dispatcher(update -> hold(start), 1);
        for (int i = 0; i < 5; i++) {
            dispatcher.submit(update(Topic.UPDATE_BULK, i, i, i));
        }
        for (int i = 5; i < 8; i++) {
            dispatcher.submit(update(Topic.UPDATE, i, i, i));
        }
        assertThat(dispatcher.bulkSize()).isEqualTo(5);
        start.countDown();

        await().until(() -> dispatcher.size() == 0);
        assertThat(done).containsExactly(0L, 5L, 6L, 7L, 1L, 2L, 3L, 4L);
        assertThat(dispatcher.bulkSize()).isZero();
    }

    @Test
    void neverWorksOnMoreThanAllowed() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        dispatcher = dispatcher(update -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            hold(start);
            running.decrementAndGet();
        }, 2);
        for (int i = 0; i < 50; i++) {
            dispatcher.submit(update(Topic.UPDATE, i, i, i));
        }

        await().until(() -> running.get() == 2);
        start.countDown();

        await().until(() -> dispatcher.size() == 0);
        assertThat(most).hasValue(2);
    }

    @Test
    void whoWaitsForItsRecordLetsOthersOfItsCustomerPass() {
        dispatcher = waitingOnce(Waiting.Holding.RECORD);
        dispatcher.submit(update(Topic.UPDATE, 0, 1, 1));
        dispatcher.submit(update(Topic.UPDATE, 1, 2, 1));
        dispatcher.submit(update(Topic.UPDATE, 2, 1, 1));
        submitted.countDown();

        await().until(() -> dispatcher.size() == 0);
        assertThat(done).containsExactly(1L, 0L, 2L);
    }

    @Test
    void whoWaitsWithAllItsKeysLetsOnlyOtherCustomersPass() {
        dispatcher = waitingOnce(Waiting.Holding.ALL);
        dispatcher.submit(update(Topic.UPDATE, 0, 1, 1));
        dispatcher.submit(update(Topic.UPDATE, 1, 2, 1));
        dispatcher.submit(update(Topic.UPDATE, 2, 3, 3));
        submitted.countDown();

        await().until(() -> dispatcher.size() == 0);
        assertThat(done).containsExactly(2L, 0L, 1L);
    }

    @Test
    void isBusyWithARecordUntilItIsDone() {
        CountDownLatch release = new CountDownLatch(1);
        dispatcher = dispatcher(update -> hold(release), 1);
        dispatcher.submit(update(Topic.UPDATE, 0, 1, 1));

        assertThat(dispatcher.isBusyWith(invoice(1))).isTrue();
        assertThat(dispatcher.isBusyWith(invoice(2))).isFalse();
        release.countDown();
        await().until(() -> !dispatcher.isBusyWith(invoice(1)));
    }

    @Test
    void endsWithWhatIsInWorkWhenItIsClosed() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        dispatcher = dispatcher(update -> hold(release), 1);
        dispatcher.submit(update(Topic.UPDATE, 0, 1, 1));
        dispatcher.submit(update(Topic.UPDATE, 1, 2, 2));

        dispatcher.close();

        assertThat(dispatcher.awaitEnd(Duration.ofMillis(1))).isFalse();
        assertThat(dispatcher.isEnded()).isFalse();
        release.countDown();
        assertThat(dispatcher.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(dispatcher.isEnded()).isTrue();
        assertThat(done).containsExactly(0L);
    }

    @Test
    void startsNothingOnceOwnershipIsLost() {
        dispatcher = dispatcher(update -> {
            if (update.position().offset() == 0) {
                throw new OwnershipLost();
            }
        }, 1);
        for (int i = 0; i < 5; i++) {
            dispatcher.submit(update(Topic.UPDATE, i, i, i));
        }

        await().until(dispatcher::isEnded);
        assertThat(done).isEmpty();
        assertThat(dispatcher.size()).isEqualTo(5);
    }

    /** Works on one at a time; once all are submitted, the first that it gets has to wait for a moment. */
    private Dispatcher waitingOnce(Waiting.Holding holding) {
        AtomicInteger tries = new AtomicInteger();
        return dispatcher(update -> {
            if (update.position().offset() == 0 && tries.getAndIncrement() == 0) {
                hold(submitted);
                throw new Waiting(Instant.now().plusMillis(300), holding);
            }
        }, 1);
    }

    private Dispatcher dispatcher(Consumer<Update> work, int atOnce) {
        return new Dispatcher(update -> {
            work.accept(update);
            done.add(update.position().offset());
        }, atOnce, InstantSource.system());
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Update update(Topic topic, long offset, int number, int customer) {
        AfasUpdate content = order(invoice(number),
                company("C" + customer, 1, "Klant", "klant" + customer + "@v.example"), 1);
        return new Update(invoice(number), new Version(offset, 1, "raw", "says" + offset, null), content,
                new Update.Position(topic, offset));
    }
}
