package com.twinafas.pipeline.tracing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A span that nobody is told of: it passes on what it was given. */
record UntoldSpan(@Nullable TraceParent passedOn) implements Span {

    static final Span NONE = new UntoldSpan(null);
    static final ScopedValue<Span> CURRENT = ScopedValue.newInstance();

    @Override
    public TraceParent context() {
        return Objects.requireNonNull(passedOn, "What belongs to no record has no trace");
    }

    @Override
    public Span with(String name, @Nullable Object value) {
        return this;
    }

    @Override
    public Span failed(String code) {
        return this;
    }

    @Override
    public Span child(String name) {
        return NONE;
    }

    @Override
    public Span call(String name) {
        return NONE;
    }

    @Override
    public void run(Runnable work) {
        work.run();
    }

    @Override
    public void close() {
        // Nobody is told.
    }
}
