package com.twinafas.poller.reconciliation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.table.Fingerprint;
import com.twinafas.poller.archive.Known;
import com.twinafas.poller.archive.RecordState;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** Evidence that a test writes. */
final class MemoryEvidence implements Evidence {

    final Map<RecordKey, Known> known = new LinkedHashMap<>();
    final Map<RecordKey, PolledInvoice> invoices = new LinkedHashMap<>();
    final Map<RecordKey, Told> told = new LinkedHashMap<>();
    final Map<RecordKey, FailureCode> held = new LinkedHashMap<>();
    final Map<RecordKey, MappingStep> steps = new LinkedHashMap<>();
    boolean backlogged;

    /** The record was polled long ago, and AFAS was told. */
    void delivered(RecordKey key, String number) {
        polled(key, RecordState.ACTIVE, Instant.EPOCH);
        told.put(key, new Told(number, 1L, false));
    }

    void polled(RecordKey key, RecordState state, Instant at) {
        known.put(key, new Known(Fingerprint.of(key.toString()), 1, state, at));
    }

    @Override
    public @Nullable Known known(RecordKey key) {
        return known.get(key);
    }

    @Override
    public void invoices(String office, Consumer<PolledInvoice> each) {
        invoices.values().stream().filter(invoice -> invoice.key().office().equals(office)).forEach(each);
    }

    @Override
    public void deliveries(String office, RecordKind kind, BiConsumer<RecordKey, Told> each) {
        forEach(told, office, kind, each);
    }

    @Override
    public void held(String office, RecordKind kind, BiConsumer<RecordKey, FailureCode> each) {
        forEach(held, office, kind, each);
    }

    @Override
    public void steps(String office, RecordKind kind, BiConsumer<RecordKey, MappingStep> each) {
        forEach(steps, office, kind, each);
    }

    @Override
    public boolean isBacklogged() {
        return backlogged;
    }

    private static <T> void forEach(Map<RecordKey, T> all, String office, RecordKind kind,
            BiConsumer<RecordKey, T> each) {
        all.forEach((key, one) -> {
            if (key.office().equals(office) && key.kind() == kind) {
                each.accept(key, one);
            }
        });
    }
}
