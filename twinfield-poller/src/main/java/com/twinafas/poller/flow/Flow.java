package com.twinafas.poller.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.work.Probing;
import com.twinafas.poller.archive.Archive;
import com.twinafas.poller.archive.Batch;
import com.twinafas.poller.archive.PublishFailure;
import com.twinafas.poller.scan.Scan;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/**
 * Runs one scan of one office again and again until it is stopped. Trouble makes it wait longer each time and never
 * ends it; what only a person can mend, and what lasts, is told once, as an open problem of the kind, and closed when it
 * is over.
 */
public final class Flow implements Runnable {

    /** Code of the key that stands for a kind that Twinfield does not let us read. */
    public static final String NO_ACCESS = "*access";

    private static final Logger LOG = LoggerFactory.getLogger(Flow.class);
    /** Trouble lasts when so many rounds in a row failed, some ten minutes. */
    private static final int LASTING = 10;

    private final String office;
    private final Scan scan;
    private final Duration interval;
    private final List<Flow> after;
    private final Archive archive;
    private final MeterRegistry metrics;
    private final BiFunction<Integer, @Nullable TwinfieldFailure, Duration> untilNext;
    private final CountDownLatch attempted = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private @Nullable Cause told;
    private @Nullable TwinfieldFailure failure;

    /** @param after flows that are tried once before this one begins */
    public Flow(String office, Scan scan, Duration interval, List<Flow> after, Archive archive,
            MeterRegistry metrics) {
        this(office, scan, interval, after, archive, metrics, Flow::untilNext);
    }

    /** @param untilNext how long to wait after so many failed rounds in a row, of which this was the last failure */
    Flow(String office, Scan scan, Duration interval, List<Flow> after, Archive archive, MeterRegistry metrics,
            BiFunction<Integer, @Nullable TwinfieldFailure, Duration> untilNext) {
        this.office = office;
        this.scan = scan;
        this.interval = interval;
        this.after = List.copyOf(after);
        this.archive = archive;
        this.metrics = metrics;
        this.untilNext = untilNext;
    }

    @Override
    public void run() {
        try {
            for (Flow first : after) {
                first.attempted.await();
            }
            int failures = 0;
            Duration wait;
            do {
                failures = round(failures) ? 0 : failures + 1;
                attempted.countDown();
                wait = failures == 0 ? interval : untilNext.apply(failures, failure);
            } while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it after the step it is in; its thread may be interrupted as well. */
    public void stop() {
        stopped.countDown();
        attempted.countDown();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    private boolean round(int failures) {
        Timer.Sample sample = Timer.start(metrics);
        String outcome = "ok";
        failure = null;
        try {
            scan.run();
            closeNoAccess();
            archive.polled(name());
            return true;
        } catch (TwinfieldFailure e) {
            outcome = e.getClass().getSimpleName();
            failure = e;
            if (!isStopped()) {
                LOG.atWarn().addKeyValue("office", office).addKeyValue("kind", scan.kind().wireName())
                        .addKeyValue("code", e.failure().code()).log("The scan is tried again later: {}",
                                e.getMessage());
                tell(e, failures + 1 >= LASTING);
            }
            return false;
        } catch (PublishFailure e) {
            outcome = "unpublished";
            if (!isStopped()) {
                LOG.atWarn().addKeyValue("office", office).addKeyValue("kind", scan.kind().wireName())
                        .log("The scan is tried again later: {}", e.getMessage());
            }
            return false;
        } catch (RuntimeException e) {
            outcome = "bug";
            if (!isStopped()) {
                LOG.atError().addKeyValue("office", office).addKeyValue("kind", scan.kind().wireName()).setCause(e)
                        .log("The scan failed in an unforeseen way");
            }
            return false;
        } finally {
            sample.stop(metrics.timer("twinafas.poller.scans", "office", office, "kind", scan.kind().wireName(),
                    "outcome", outcome));
        }
    }

    private void tell(TwinfieldFailure failure, boolean lasting) {
        boolean forAPerson = switch (failure) {
            case TwinfieldFailure.Unauthorized unauthorized -> true;
            case TwinfieldFailure.AccessDenied denied -> true;
            case TwinfieldFailure.RecordRefused refused -> true;
            default -> lasting;
        };
        if (forAPerson && !(isTold() && failure.failure().equals(told))) {
            publish(batch().problem(key(), failure.failure()));
            told = failure.failure();
        }
    }

    private void closeNoAccess() {
        if (isTold()) {
            publish(batch().solved(key()));
        }
    }

    private boolean isTold() {
        return archive.problems(office, scan.kind()).contains(key());
    }

    private void publish(Batch batch) {
        try {
            archive.publish(batch);
        } catch (PublishFailure e) {
            LOG.atWarn().addKeyValue("office", office).log("The trouble could not be told: {}", e.getMessage());
        }
    }

    private Batch batch() {
        return new Batch(name());
    }

    private String name() {
        return office + "/" + scan.kind().wireName();
    }

    private RecordKey key() {
        return new RecordKey(office, scan.kind(), NO_ACCESS);
    }

    private static Duration untilNext(int failures, @Nullable TwinfieldFailure last) {
        return last instanceof TwinfieldFailure.Unauthorized
                ? Probing.untilAccepted(failures)
                : Probing.whileAway(failures, last == null ? null : last.retryAfter());
    }
}
