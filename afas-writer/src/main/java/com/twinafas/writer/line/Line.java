package com.twinafas.writer.line;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.GetQuery;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.writer.delivery.OwnershipLost;

/**
 * The line to AFAS: a number of calls at once, and whether it is open. When AFAS is away, limits us or does not accept
 * our credentials, the whole line stops: nothing is lost, everyone waits, and one probe at a time finds out when it
 * works again.
 */
public final class Line implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Line.class);
    private static final Duration FIRST_PROBE = Duration.ofSeconds(1);
    /** Credentials are renewed by people: they are probed so much more rarely. */
    private static final int CREDENTIALS_FACTOR = 10;
    /** So often one connector may be refused to us while AFAS accepts us; a busy AFAS does that too. */
    private static final int TURNED_AWAY = 4;
    /** So often in a row AFAS may fail at one connector, or one question to it, while it works otherwise. */
    private static final int FAILED = 6;

    private final Afas afas;
    private final Semaphore permits;
    private final Duration probe;
    private final LineWatch watch;
    private final Map<String, Integer> turnedAway = new ConcurrentHashMap<>();
    private final Map<String, Integer> failed = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** AFAS told its version while it could do nothing else. */
    private volatile boolean versionIsNotEnough;
    private boolean stopped;
    private boolean closed;
    private Duration nextProbe;

    /**
     * @param callsAtOnce reads and writes together
     * @param probe       the longest time between two probes of a line that stopped
     */
    public Line(Afas afas, int callsAtOnce, Duration probe, LineWatch watch) {
        this.afas = afas;
        this.permits = new Semaphore(callsAtOnce, true);
        this.probe = probe;
        this.watch = watch;
        this.nextProbe = first();
    }

    /** The line was stopped when another writer had it: it opens when a probe shows that it works. */
    public void startStopped() {
        lock.lock();
        try {
            stopped = true;
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("afas-probe").start(() -> {
            AfasFailure failure = probe();
            if (failure == null) {
                watch.resumed();
                open();
            } else {
                probeUntilItWorks(failure, true);
            }
        });
    }

    /**
     * Reads, however long the line is stopped.
     *
     * @throws AfasFailure.Refused when AFAS works but time and again not for this
     */
    public List<AfasRow> read(GetQuery query) {
        int inVain = 0;
        while (true) {
            try {
                return once(query.connector(), () -> afas.read(query));
            } catch (AfasFailure.Unavailable | AfasFailure.Throttled | AfasFailure.Unauthorized e) {
                inVain = isWithoutReason(e) ? inVain + 1 : 0;
                // Other questions to the connector may have been answered in between: then it is this one.
                if (inVain >= FAILED && worksOtherwise()) {
                    throw fails(query.connector());
                }
                log.debug("A read of {} is repeated when the line works again", query.connector());
            }
        }
    }

    /**
     * One call, never repeated: waits for the line to be open and for its turn.
     *
     * @throws AfasFailure.ContractBroken also when AFAS accepts our credentials but time and again not for this
     *                                    connector
     * @throws AfasFailure.Refused        when AFAS works but time and again not for this connector
     */
    public <T> T once(String connector, Supplier<T> call) {
        awaitOpen();
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OwnershipLost();
        }
        try {
            requireOwned();
            T answer = call.get();
            working(connector);
            return answer;
        } catch (AfasFailure.Unauthorized e) {
            throw unauthorized(connector, e);
        } catch (AfasFailure.Unavailable | AfasFailure.Throttled e) {
            throw unavailable(connector, e);
        } finally {
            permits.release();
        }
    }

    /** A connector that is not granted may look like credentials that are not accepted (afas-api §3.8). */
    private AfasFailure unauthorized(String connector, AfasFailure.Unauthorized failure) {
        if (probe() != null) {
            stop(failure, true);
            return failure;
        }
        if (turnedAway.merge(connector, 1, Integer::sum) >= TURNED_AWAY) {
            return new AfasFailure.ContractBroken(connector, "AFAS accepts us, but not for " + connector);
        }
        stop(failure, false);
        return failure;
    }

    /** What AFAS does for one connector only says nothing about the line. */
    private AfasFailure unavailable(String connector, AfasFailure failure) {
        if (isWithoutReason(failure)) {
            if (failed.getOrDefault(connector, 0) >= FAILED - 1) {
                if (worksOtherwise()) {
                    return fails(connector);
                }
                failed.clear();
            } else if (!isStopped()) {
                // Calls that fail at the same time are one time.
                failed.merge(connector, 1, Integer::sum);
            }
        }
        stop(failure, false);
        return failure;
    }

    /** AFAS has to look into its own definitions for this, which says more than that it is there. */
    private boolean worksOtherwise() {
        boolean works = failureOf(afas::metainfo) == null;
        versionIsNotEnough = !works;
        return works;
    }

    private static boolean isWithoutReason(AfasFailure failure) {
        return failure instanceof AfasFailure.Unavailable unavailable && unavailable.retryAfter() == null;
    }

    private static AfasFailure.Refused fails(String connector) {
        return new AfasFailure.Refused(Cause.of(FailureCode.AFAS_CONNECTOR_FAILS, "connector", connector),
                "AFAS works, but not for " + connector, null);
    }

    /**
     * Returns when the line is open.
     *
     * @throws OwnershipLost when it is closed for good
     */
    public void awaitOpen() {
        lock.lock();
        try {
            while (stopped && !closed) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        requireOwned();
    }

    public boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /** No call starts any more; who waits gets {@link OwnershipLost}. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void requireOwned() {
        lock.lock();
        try {
            if (closed) {
                throw new OwnershipLost();
            }
        } finally {
            lock.unlock();
        }
    }

    private void working(String connector) {
        turnedAway.remove(connector);
        failed.remove(connector);
        versionIsNotEnough = false;
        lock.lock();
        try {
            nextProbe = first();
        } finally {
            lock.unlock();
        }
    }

    private void stop(AfasFailure failure, boolean tellAtOnce) {
        lock.lock();
        try {
            if (stopped || closed) {
                return;
            }
            stopped = true;
        } finally {
            lock.unlock();
        }
        log.warn("The line to AFAS stops: {}", failure.failure().code());
        Thread.ofVirtual().name("afas-probe").start(() -> {
            if (tellAtOnce) {
                watch.stopped(failure.failure());
            }
            probeUntilItWorks(failure, tellAtOnce);
        });
    }

    private void probeUntilItWorks(AfasFailure first, boolean alreadyTold) {
        boolean told = alreadyTold;
        AfasFailure failure = first;
        while (pause(waitAfter(failure))) {
            failure = probe();
            if (failure == null) {
                break;
            }
            if (!told) {
                watch.stopped(failure.failure());
                told = true;
            }
        }
        if (told) {
            watch.resumed();
        }
        open();
    }

    private @Nullable AfasFailure probe() {
        AfasFailure failure = failureOf(afas::version);
        return failure == null && versionIsNotEnough ? failureOf(afas::metainfo) : failure;
    }

    private static @Nullable AfasFailure failureOf(Runnable harmless) {
        try {
            harmless.run();
            return null;
        } catch (AfasFailure.Unavailable | AfasFailure.Throttled | AfasFailure.Unauthorized e) {
            return e;
        } catch (AfasFailure e) {
            log.debug("The probe was answered with {}: AFAS is there", e.failure().code());
            return null;
        }
    }

    private Duration waitAfter(AfasFailure failure) {
        Duration announced = switch (failure) {
            case AfasFailure.Unavailable e -> e.retryAfter();
            case AfasFailure.Throttled e -> e.retryAfter();
            default -> null;
        };
        if (announced != null) {
            // Who says "at once" and is away again is not asked without end.
            return announced.compareTo(first()) < 0 ? first() : announced;
        }
        Duration most = failure instanceof AfasFailure.Unauthorized ? probe.multipliedBy(CREDENTIALS_FACTOR) : probe;
        lock.lock();
        try {
            Duration wait = nextProbe.compareTo(most) < 0 ? nextProbe : most;
            nextProbe = wait.multipliedBy(2);
            return wait;
        } finally {
            lock.unlock();
        }
    }

    /** @return false when the line was closed meanwhile */
    private boolean pause(Duration wait) {
        long left = wait.toNanos();
        lock.lock();
        try {
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void open() {
        lock.lock();
        try {
            stopped = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        log.info("The line to AFAS is open");
    }

    private Duration first() {
        return FIRST_PROBE.compareTo(probe) < 0 ? FIRST_PROBE : probe;
    }
}
