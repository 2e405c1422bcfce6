package com.twinafas.poller.scan;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.RecordXml;
import com.twinafas.twinfield.call.TwinfieldCall;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/** Reads single records, many at once as far as the budget lets them. */
final class Reads {

    /** A whole chunk that cannot be read is Twinfield's trouble, not that of so many records. */
    private static final int NOT_BY_CHANCE = 4;

    private final Twinfield twinfield;
    private final InstantSource clock;

    Reads(Twinfield twinfield, InstantSource clock) {
        this.twinfield = twinfield;
        this.clock = clock;
    }

    /**
     * The outcomes in the order of the calls.
     *
     * @throws TwinfieldFailure when the trouble is not one record's
     */
    List<Outcome> all(List<? extends TwinfieldCall<RecordXml>> calls) {
        if (calls.size() == 1) {
            return List.of(one(calls.getFirst()));
        }
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> reads = calls.stream().map(call -> threads.submit(() -> one(call))).toList();
            for (Future<Outcome> read : reads) {
                outcomes.add(read.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("A read failed in an unforeseen way", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TwinfieldFailure.Unavailable("Stopped while reading", null, null);
        }
        if (outcomes.size() >= NOT_BY_CHANCE
                && outcomes.stream().allMatch(outcome -> outcome instanceof Outcome.Failed)) {
            throw new TwinfieldFailure.Unavailable("None of " + outcomes.size() + " records could be read", null,
                    null);
        }
        return outcomes;
    }

    Outcome one(TwinfieldCall<RecordXml> call) {
        Instant readAt = clock.instant();
        try {
            return new Outcome.Found(twinfield.call(call), readAt);
        } catch (TwinfieldFailure e) {
            return switch (e) {
                case TwinfieldFailure.NotFound missing -> new Outcome.Missing();
                case TwinfieldFailure.Malformed malformed -> new Outcome.Failed(malformed.failure());
                case TwinfieldFailure.TooLarge large -> new Outcome.Failed(large.failure());
                case TwinfieldFailure.RecordRefused refused -> new Outcome.Failed(refused.failure());
                case TwinfieldFailure.Fault fault when !fault.isTransient() -> new Outcome.Failed(fault.failure());
                case TwinfieldFailure other -> throw other;
            };
        }
    }
}
