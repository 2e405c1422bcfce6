package com.twinafas.twinfield.connection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.TwinfieldCall;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/** Measures every request by kind and outcome. */
public final class MeteredTwinfield implements Twinfield {

    private final Twinfield next;
    private final MeterRegistry metrics;

    public MeteredTwinfield(Twinfield next, MeterRegistry metrics) {
        this.next = next;
        this.metrics = metrics;
    }

    @Override
    public <T> T call(TwinfieldCall<T> call) {
        Timer.Sample sample = Timer.start(metrics);
        String outcome = "bug";
        try {
            T result = next.call(call);
            outcome = "ok";
            return result;
        } catch (TwinfieldFailure e) {
            outcome = e.getClass().getSimpleName();
            throw e;
        } finally {
            sample.stop(metrics.timer("twinafas.twinfield.calls", "operation", call.operation(), "outcome", outcome));
            metrics.counter("twinafas.twinfield.credits").increment(call.credits());
        }
    }
}
