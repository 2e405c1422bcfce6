package com.twinafas.reader.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.afas.AfasFailure;
import com.twinafas.pipeline.work.Probing;
import com.twinafas.reader.reading.Reading;
import com.twinafas.reader.shelf.PublishFailure;
import com.twinafas.reader.shelf.Shelf;
import com.twinafas.reader.shelf.Step;
import com.twinafas.schemas.failure.Cause;

/**
 * Runs one reading again and again, on a thread of its own, until it is closed. When AFAS is away it waits longer each
 * time; what only a person can mend is told once, stops this flow and no other, and is closed when it is over.
 */
public final class Flow implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Flow.class);
    /** What a person has to mend is looked at so much more rarely. */
    private static final int FOR_A_PERSON = 10;

    private final Reading reading;
    private final Duration every;
    private final Shelf shelf;
    private final MeterRegistry metrics;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean working = true;
    private int failures;

    private Flow(Reading reading, Duration every, Shelf shelf, MeterRegistry metrics) {
        this.reading = reading;
        this.every = every;
        this.shelf = shelf;
        this.metrics = metrics;
        this.thread = Thread.ofVirtual().name("reader-" + reading.name()).unstarted(this::untilClosed);
    }

    /** @param every between the end of a round and the next */
    public static Flow start(Reading reading, Duration every, Shelf shelf, MeterRegistry metrics) {
        Flow flow = new Flow(reading, every, shelf, metrics);
        flow.thread.start();
        return flow;
    }

    /** Whether its last round went well; true before the first. */
    public boolean isWorking() {
        return working;
    }

    /** Ends it and waits until it has, so that nobody publishes afterwards. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void untilClosed() {
        try {
            Duration wait;
            do {
                wait = round();
            } while (!closed.await(wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return how long to wait for the next */
    private Duration round() {
        Timer.Sample sample = Timer.start(metrics);
        String outcome = "ok";
        try {
            reading.run();
            shelf.publish(new Step(reading.name()).over(reading.name()));
            failures = 0;
            working = true;
            return every;
        } catch (AfasFailure e) {
            outcome = e.getClass().getSimpleName();
            return failed(e);
        } catch (PublishFailure e) {
            outcome = "unpublished";
            warn(null, e);
            return backOff(null);
        } catch (RuntimeException e) {
            outcome = "bug";
            if (!isClosed()) {
                LOG.atError().addKeyValue("stage", "read").addKeyValue("record", reading.name()).setCause(e)
                        .log("The reading failed in an unforeseen way");
            }
            return backOff(null);
        } finally {
            sample.stop(metrics.timer("twinafas.reader.rounds", "flow", flowName(), "outcome", outcome));
        }
    }

    private Duration failed(AfasFailure failure) {
        warn(failure.failure(), failure);
        return switch (failure) {
            case AfasFailure.ContractBroken _,AfasFailure.Refused _ -> {
                tell(failure.failure());
                yield longer(backOff(null), every.multipliedBy(FOR_A_PERSON));
            }
            case AfasFailure.Unauthorized _ -> {
                tell(failure.failure());
                failedAgain();
                yield Probing.untilAccepted(failures);
            }
            case AfasFailure.Unavailable away -> backOff(away.retryAfter());
            case AfasFailure.Throttled limited -> backOff(limited.retryAfter());
            case AfasFailure.Locked _,AfasFailure.TooLate _,AfasFailure.InDoubt _ -> backOff(null);
        };
    }

    private void tell(Cause cause) {
        if (isClosed()) {
            return;
        }
        try {
            shelf.publish(new Step(reading.name()).trouble(reading.name(), cause));
        } catch (PublishFailure e) {
            warn(cause, e);
        }
    }

    private void warn(@Nullable Cause cause, RuntimeException e) {
        if (!isClosed()) {
            LOG.atWarn().addKeyValue("stage", "read").addKeyValue("record", reading.name())
                    .addKeyValue("code", cause == null ? "" : cause.code())
                    .log("The reading is tried again later: {}", e.getMessage());
        }
    }

    private Duration backOff(@Nullable Duration announced) {
        failedAgain();
        return Probing.whileAway(failures, announced);
    }

    private void failedAgain() {
        working = false;
        failures++;
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Without the administration: labels of metrics are few. */
    private String flowName() {
        return reading.name().replaceFirst("/.*", "");
    }

    private static Duration longer(Duration one, Duration other) {
        return other.compareTo(one) > 0 ? other : one;
    }
}
