package com.twinafas.writer.delivery;

import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;

/** Where deliveries, intents, dead letters and activity are kept. What it tells is always what is committed. */
public interface Ledger {

    /** The record's delivery; {@link Delivery#none} when there is none. */
    Delivery delivery(RecordKey key);

    /** The revision a person was asked to act on and has not yet; null when nothing is open or its revision unknown. */
    @Nullable
    Long refusedRevision(RecordKey key);

    /** Whether a customer other than this one is linked to the debtor. */
    boolean isLinkedByAnother(String debtor, RecordKey customer);

    /**
     * Writes an entry and returns when it is committed.
     *
     * @throws OwnershipLost when another writer has taken over: nothing was written and nothing may be sent
     */
    void commit(Entry entry);
}
