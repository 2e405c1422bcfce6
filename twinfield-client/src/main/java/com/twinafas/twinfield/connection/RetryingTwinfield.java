package com.twinafas.twinfield.connection;

import io.github.resilience4j.core.IntervalBiFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;

import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.TwinfieldCall;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/** Repeats calls whose failure says that it may pass; all of them only read. */
public final class RetryingTwinfield implements Twinfield {

    private final Twinfield next;
    private final Retry retry;

    /** How long to wait before a call is repeated. */
    @FunctionalInterface
    public interface BackOff {

        /** @param attempt that failed, from 1 */
        Duration after(int attempt);

        /** Doubling from half a second to 8 seconds. */
        BackOff DOUBLING = attempt -> Duration.ofMillis(500L << Math.min(attempt - 1, 4));
    }

    /** @param attempts in all */
    public RetryingTwinfield(Twinfield next, int attempts, BackOff backOff) {
        this.next = next;
        IntervalBiFunction<Object> wait = (attempt, outcome) -> {
            Duration own = backOff.after(attempt);
            Duration asked = outcome.isLeft() && outcome.getLeft() instanceof TwinfieldFailure failure
                    ? failure.retryAfter()
                    : null;
            return Math.max(1, (asked == null || asked.compareTo(own) < 0 ? own : asked).toMillis());
        };
        this.retry = Retry.of("twinfield",
                RetryConfig.custom().maxAttempts(attempts).intervalBiFunction(wait)
                        .retryOnException(e -> e instanceof TwinfieldFailure failure && failure.isTransient())
                        .build());
    }

    @Override
    public <T> T call(TwinfieldCall<T> call) {
        return retry.executeSupplier(() -> next.call(call));
    }
}
