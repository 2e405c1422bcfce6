package com.twinafas.writer.scenario;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.ForwardingAfas;

/** The way to AFAS of a process that stands still behind its last wait, with one request in hand. */
final class StalledAfas extends ForwardingAfas {

    private final String connector;
    private final AtomicBoolean due = new AtomicBoolean(true);
    private final CountDownLatch asleep = new CountDownLatch(1);
    private final CountDownLatch awake = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param connector the first request to it is held up */
    StalledAfas(Afas afas, String connector) {
        super(afas);
        this.connector = connector;
    }

    boolean isAsleep() {
        return asleep.getCount() == 0;
    }

    void wakeUp() {
        awake.countDown();
    }

    /** Whether the request that was held up came to its end, whatever that was. */
    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    @Override
    public AfasAnswer write(AfasRequest request, BooleanSupplier wanted) {
        if (!request.connector().equals(connector) || !due.compareAndSet(true, false)) {
            return super.write(request, wanted);
        }
        asleep.countDown();
        try {
            awake.await();
            return super.write(request, wanted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            ended.countDown();
        }
    }
}
