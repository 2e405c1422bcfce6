package com.twinafas.writer.dispatch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.writer.delivery.OwnershipLost;
import com.twinafas.writer.delivery.Update;
import com.twinafas.writer.delivery.Waiting;

/**
 * Works on updates continuously: each as soon as its keys are free, live ones first, as many at once as is good for the
 * line. Who waits for the line's calls or for a doubt to be settled keeps nobody else from working.
 */
public final class Dispatcher implements AutoCloseable {

    private final Consumer<Update> handler;
    private final int atOnce;
    private final InstantSource clock;
    private final KeyQueues<Work> queues = new KeyQueues<>();
    private final Deque<Work> live = new ArrayDeque<>();
    private final Deque<Work> bulk = new ArrayDeque<>();
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("update-", 0)
            .factory());
    private int running;
    private int bulkSize;
    private boolean closed;

    /** One handing in; the same update handed in twice is two. */
    private static final class Work {
        private final Update update;

        Work(Update update) {
            this.update = update;
        }
    }

    /**
     * @param handler concludes an update, or throws {@link Waiting} or {@link OwnershipLost}
     * @param atOnce  updates worked on at once; more than the line's calls, so that look-ups meet and share calls
     */
    public Dispatcher(Consumer<Update> handler, int atOnce, InstantSource clock) {
        this.handler = handler;
        this.atOnce = atOnce;
        this.clock = clock;
    }

    /** Takes an update in; updates of a key are worked on in the order in which they are handed in. */
    public synchronized void submit(Update update) {
        Work work = new Work(update);
        bulkSize += isBulk(work) ? 1 : 0;
        ready(queues.enter(work, UpdateKeys.of(update)));
    }

    /** Whether an update of the record is in work or waits. */
    public synchronized boolean isBusyWith(RecordKey key) {
        return queues.isHeld(UpdateKeys.record(key));
    }

    /** Updates in work or waiting. */
    public synchronized int size() {
        return queues.size();
    }

    /** Those of them that are of the bulk. */
    public synchronized int bulkSize() {
        return bulkSize;
    }

    /** Starts nothing any more; what is in work ends by itself. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        workers.shutdown();
    }

    /** Whether it is closed and nothing is in work any more. */
    public boolean isEnded() {
        return workers.isTerminated();
    }

    /**
     * Waits for what is in work.
     *
     * @return whether all of it ended in time
     */
    public boolean awaitEnd(Duration longest) throws InterruptedException {
        return workers.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ready(List<Work> freed) {
        freed.forEach(work -> (isBulk(work) ? bulk : live).add(work));
        while (running < atOnce && !closed) {
            Work next = live.isEmpty() ? bulk.poll() : live.poll();
            if (next == null) {
                return;
            }
            running++;
            workers.execute(() -> run(next));
        }
    }

    private void run(Work work) {
        try {
            handler.accept(work.update);
            end(work);
        } catch (Waiting e) {
            park(work, e);
        } catch (OwnershipLost e) {
            close();
        }
    }

    private synchronized void end(Work work) {
        running--;
        bulkSize -= isBulk(work) ? 1 : 0;
        ready(queues.leave(work));
    }

    private synchronized void park(Work work, Waiting waiting) {
        running--;
        long wait = Math.max(0, Duration.between(clock.instant(), waiting.until()).toMillis());
        boolean narrow = waiting.holding() == Waiting.Holding.RECORD;
        ready(narrow ? queues.narrow(work, UpdateKeys.record(work.update.key())) : List.of());
        CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS, workers).execute(() -> resume(work, narrow));
    }

    private synchronized void resume(Work work, boolean narrowed) {
        ready(narrowed ? queues.widen(work) : List.of(work));
    }

    private static boolean isBulk(Work work) {
        return work.update.position().topic().equals(Topic.UPDATE_BULK);
    }
}
