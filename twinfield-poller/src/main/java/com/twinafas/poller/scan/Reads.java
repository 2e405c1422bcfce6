package com.twinafas.poller.scan;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    /** The last call that Twinfield answered: made again it shows whether Twinfield works at all. */
    private volatile @Nullable TwinfieldCall<RecordXml> answered;

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
        List<Outcome> outcomes = each(calls);
        if (outcomes.size() >= NOT_BY_CHANCE
                && outcomes.stream().allMatch(outcome -> outcome instanceof Outcome.Failed)) {
            throw new TwinfieldFailure.Unavailable("None of " + outcomes.size() + " records could be read", null,
                    null);
        }
        return outcomes;
    }

    /**
     * As {@link #all}, but it may be that none of the records can be read. A fault that says nothing about the record
     * is the record's own only if Twinfield answers other calls meanwhile and this one fails again.
     */
    List<Outcome> each(List<? extends TwinfieldCall<RecordXml>> calls) {
        List<Outcome> outcomes = attempts(calls);
        List<Integer> troubled = IntStream.range(0, calls.size()).filter(i -> isTheCallsTrouble(outcomes.get(i)))
                .boxed().toList();
        if (troubled.isEmpty()) {
            return outcomes;
        }
        requireThatTwinfieldAnswers(outcomes.get(troubled.getFirst()));
        List<Outcome> settled = new ArrayList<>(outcomes);
        List<Outcome> again = attempts(troubled.stream().map(calls::get).toList());
        for (int i = 0; i < troubled.size(); i++) {
            settled.set(troubled.get(i), again.get(i));
        }
        return settled;
    }

    Outcome one(TwinfieldCall<RecordXml> call) {
        return each(List.of(call)).getFirst();
    }

    private void requireThatTwinfieldAnswers(Outcome trouble) {
        TwinfieldCall<RecordXml> known = answered;
        if (known == null || isTheCallsTrouble(attempt(known))) {
            answered = null;
            throw ((Outcome.Failed) trouble).failure();
        }
    }

    private static boolean isTheCallsTrouble(Outcome outcome) {
        return outcome instanceof Outcome.Failed(var failure) && (failure instanceof TwinfieldFailure.Unavailable
                || failure instanceof TwinfieldFailure.Fault);
    }

    private List<Outcome> attempts(List<? extends TwinfieldCall<RecordXml>> calls) {
        if (calls.size() == 1) {
            return List.of(attempt(calls.getFirst()));
        }
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> reads = calls.stream().map(call -> threads.submit(() -> attempt(call))).toList();
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
        return outcomes;
    }

    private Outcome attempt(TwinfieldCall<RecordXml> call) {
        Instant readAt = clock.instant();
        try {
            Outcome found = new Outcome.Found(twinfield.call(call), readAt);
            answered = call;
            return found;
        } catch (TwinfieldFailure.NotFound e) {
            answered = call;
            return new Outcome.Missing();
        } catch (TwinfieldFailure.Malformed | TwinfieldFailure.TooLarge | TwinfieldFailure.RecordRefused
                | TwinfieldFailure.Fault | TwinfieldFailure.Unavailable e) {
            return new Outcome.Failed(e);
        }
    }
}
