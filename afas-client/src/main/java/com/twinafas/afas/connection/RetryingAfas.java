package com.twinafas.afas.connection;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.Metainfo;

/**
 * Repeats a read that failed for a moment; never a write. When AFAS says how long it is away, the read does not wait
 * for it: whoever pauses the line decides.
 */
final class RetryingAfas implements Afas {

    private final Afas afas;
    private final Retry retry;

    /** @param backOff before the second attempt; doubles with each further one */
    RetryingAfas(Afas afas, int attempts, Duration backOff) {
        this.afas = afas;
        this.retry = Retry.of("afas-read",
                RetryConfig.custom().maxAttempts(attempts)
                        .intervalFunction(IntervalFunction.ofExponentialBackoff(backOff))
                        .retryOnException(RetryingAfas::passes).build());
    }

    /** Not one that timed out here: AFAS is still at it, and two calls of one GetConnector disturb each other. */
    private static boolean passes(Throwable failure) {
        return switch (failure) {
            case AfasFailure.Locked locked -> true;
            case AfasFailure.Unavailable away -> away.retryAfter() == null
                    && !(away.getCause() instanceof TimeoutException);
            default -> false;
        };
    }

    private <T> T repeated(Supplier<T> read) {
        return retry.executeSupplier(read);
    }

    @Override
    public List<AfasRow> read(GetQuery query) {
        return repeated(() -> afas.read(query));
    }

    @Override
    public AfasAnswer write(AfasRequest request, BooleanSupplier wanted) {
        return afas.write(request, wanted);
    }

    @Override
    public Metainfo metainfo() {
        return repeated(afas::metainfo);
    }

    @Override
    public ConnectorFields getConnector(String id) {
        return repeated(() -> afas.getConnector(id));
    }

    @Override
    public ConnectorFields updateConnector(String id) {
        return repeated(() -> afas.updateConnector(id));
    }

    @Override
    public String version() {
        return repeated(afas::version);
    }
}
