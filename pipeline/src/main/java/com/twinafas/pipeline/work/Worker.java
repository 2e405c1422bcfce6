package com.twinafas.pipeline.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Follows topics on a thread of its own from start to stop, and after every failure begins again with a new consumer. */
public abstract class Worker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final String name;
    private final String tenant;
    private final BackOff pauses;
    private final Duration patience;
    private final InstantSource clock;
    private @Nullable Run run;

    /**
     * @param name     of the thread, and in the log
     * @param pauses   before it begins again; a failure after more work than the longest pause counts as the first
     * @param patience how long a stop waits for the work to end
     */
    protected Worker(String name, String tenant, BackOff pauses, Duration patience, InstantSource clock) {
        this.name = name;
        this.tenant = tenant;
        this.pauses = pauses;
        this.patience = patience;
        this.clock = clock;
    }

    /** Opens what is followed. It is woken up by a stop, and closed when the work has ended. */
    protected abstract Consumer<String, byte[]> consumer();

    /**
     * Works until it is stopped; when it returns before, it begins again after a pause.
     *
     * @param stopped whether it is to end
     */
    protected abstract void follow(Consumer<String, byte[]> consumer, BooleanSupplier stopped);

    @Override
    public final synchronized void start() {
        if (run == null) {
            run = new Run();
            run.thread.start();
        }
    }

    @Override
    public final synchronized void stop() {
        if (run != null) {
            run.stop();
            run = null;
        }
    }

    @Override
    public final synchronized boolean isRunning() {
        return run != null;
    }

    /** From start to stop. */
    private final class Run {

        private final Thread thread = Thread.ofPlatform().name(name).daemon().unstarted(this::untilStopped);
        private final CountDownLatch stopped = new CountDownLatch(1);
        private volatile @Nullable Consumer<String, byte[]> consumer;

        private void stop() {
            stopped.countDown();
            Consumer<String, byte[]> current = consumer;
            if (current != null) {
                current.wakeup();
            }
            try {
                thread.join(patience);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void untilStopped() {
            int failures = 0;
            do {
                Instant begun = clock.instant();
                work();
                boolean longAgo = Duration.between(begun, clock.instant()).compareTo(pauses.longest()) > 0;
                failures = longAgo ? 1 : failures + 1;
            } while (!isStopped(pauses.after(failures)));
        }

        private void work() {
            try (Consumer<String, byte[]> opened = consumer()) {
                consumer = opened;
                follow(opened, () -> isStopped(Duration.ZERO));
            } catch (WakeupException e) {
                LOG.atDebug().log("The {} is asked to stop", name);
            } catch (KafkaException e) {
                LOG.atWarn().addKeyValue("tenant", tenant).addKeyValue("error", e.getClass().getSimpleName())
                        .log("The {} lost Kafka and begins again", name);
            } catch (RuntimeException e) {
                LOG.atError().addKeyValue("tenant", tenant).setCause(e).log("The {} failed and begins again", name);
            } finally {
                consumer = null;
            }
        }

        private boolean isStopped(Duration wait) {
            try {
                return stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }
}
