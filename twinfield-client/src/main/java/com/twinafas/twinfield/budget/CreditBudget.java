package com.twinafas.twinfield.budget;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.failure.TwinfieldFailure;

/** The credits and places of one organisation, shared by all threads; the answers say what Twinfield counts. */
public final class CreditBudget implements RateLimits {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final CreditWindow window;
    private final InstantSource clock;
    private int places;

    public CreditBudget(int creditsPerMinute, int concurrency, InstantSource clock, MeterRegistry metrics) {
        this.window = new CreditWindow(creditsPerMinute);
        this.places = concurrency;
        this.clock = clock;
        Gauge.builder("twinafas.twinfield.credits.left", this, CreditBudget::left).register(metrics);
    }

    private int left() {
        lock.lock();
        try {
            return window.left();
        } finally {
            lock.unlock();
        }
    }

    void enter(int credits) {
        lock.lock();
        try {
            while (true) {
                Duration wait = places == 0 ? CreditWindow.MINUTE : window.take(credits, clock.instant());
                if (wait == null) {
                    places--;
                    return;
                }
                changed.await(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TwinfieldFailure.Unavailable("Stopped while waiting for credits", null, null);
        } finally {
            lock.unlock();
        }
    }

    void leave(int credits) {
        lock.lock();
        try {
            window.answered(credits, clock.instant());
            places++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void block(Duration asked) {
        Instant until = clock.instant().plus(asked);
        lock.lock();
        try {
            window.block(until);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void seen(@Nullable String limit, @Nullable String remaining) {
        if (limit == null || remaining == null || !limit.matches("\\d{1,7}") || !remaining.matches("\\d{1,7}")) {
            return;
        }
        lock.lock();
        try {
            window.seen(Integer.parseInt(limit), Integer.parseInt(remaining), clock.instant());
        } finally {
            lock.unlock();
        }
    }
}
