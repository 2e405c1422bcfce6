package com.twinafas.writer.preview;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Ledger;
import com.twinafas.writer.line.LineWatch;

/** The deliveries as they are, with what would be recorded on top; nothing of it is kept. */
final class LedgerCopy implements Ledger, LineWatch {

    private final Map<RecordKey, Delivery> deliveries;
    private final BiPredicate<String, RecordKey> linkedByAnother;
    private final Runnable whenStopped;
    private volatile @Nullable Cause stopped;

    /** @param whenStopped what is done as soon as AFAS cannot be worked with */
    LedgerCopy(Map<RecordKey, Delivery> deliveries, BiPredicate<String, RecordKey> linkedByAnother,
            Runnable whenStopped) {
        this.deliveries = new HashMap<>(deliveries);
        this.linkedByAnother = linkedByAnother;
        this.whenStopped = whenStopped;
    }

    @Override
    public synchronized Delivery delivery(RecordKey key) {
        return deliveries.getOrDefault(key, Delivery.none(key));
    }

    /** What a person was asked about is what a preview is for. */
    @Override
    public @Nullable Long refusedRevision(RecordKey key) {
        return null;
    }

    @Override
    public boolean isLinkedByAnother(String debtor, RecordKey customer) {
        return linkedByAnother.test(debtor, customer);
    }

    @Override
    public synchronized void commit(Entry entry) {
        entry.deliveries().forEach(delivery -> deliveries.put(delivery.key(), delivery));
    }

    @Override
    public void stopped(Cause cause) {
        stopped = cause;
        whenStopped.run();
    }

    @Override
    public void resumed() {
        stopped = null;
    }

    /** Why AFAS cannot be worked with; null when it can. */
    @Nullable
    Cause stopped() {
        return stopped;
    }
}
