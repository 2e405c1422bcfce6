package com.twinafas.pipeline.tracing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Traces that nobody is told of: only their headers travel, so that they can be told from any moment on. */
final class Untold implements Tracing {

    @Override
    public Span begin(String name, Instant since) {
        return new UntoldSpan(TraceParent.untold());
    }

    @Override
    public Span goOn(String name, @Nullable TraceParent before) {
        return new UntoldSpan(before == null ? TraceParent.untold() : before);
    }

    @Override
    public Span beginAnew(String name, @Nullable TraceParent earlier) {
        return new UntoldSpan(TraceParent.untold());
    }

    @Override
    public void close() {
        // Nothing is kept.
    }
}
