package com.twinafas.writer.scenario;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.Metainfo;

/** The way to AFAS of a process that stands still behind its last wait, with one request in hand. */
final class StalledAfas implements Afas {

    private final Afas afas;
    private final String connector;
    private final AtomicBoolean due = new AtomicBoolean(true);
    private final CountDownLatch asleep = new CountDownLatch(1);
    private final CountDownLatch awake = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param connector the first request to it is held up */
    StalledAfas(Afas afas, String connector) {
        this.afas = afas;
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
            return afas.write(request, wanted);
        }
        asleep.countDown();
        try {
            awake.await();
            return afas.write(request, wanted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            ended.countDown();
        }
    }

    @Override
    public List<AfasRow> read(GetQuery query) {
        return afas.read(query);
    }

    @Override
    public Metainfo metainfo() {
        return afas.metainfo();
    }

    @Override
    public ConnectorFields getConnector(String id) {
        return afas.getConnector(id);
    }

    @Override
    public ConnectorFields updateConnector(String id) {
        return afas.updateConnector(id);
    }

    @Override
    public String version() {
        return afas.version();
    }
}
