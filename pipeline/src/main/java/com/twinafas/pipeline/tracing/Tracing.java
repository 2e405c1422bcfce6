package com.twinafas.pipeline.tracing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the spans of records. Whether they are told or not, the record's trace goes with it. */
public interface Tracing extends AutoCloseable {

    /** Tells nobody. */
    Tracing OFF = new Untold();

    /**
     * Begins a record's trace.
     *
     * @param since when what is done with it began
     */
    Span begin(String name, Instant since);

    /** Goes on with a record's trace; begins one when it has none. */
    Span goOn(String name, @Nullable TraceParent before);

    /**
     * Begins another trace of a record that had one.
     *
     * @param earlier the one it had, which the new one refers to
     */
    Span beginAnew(String name, @Nullable TraceParent earlier);

    /** Tells what is not told yet, as far as that is quick. */
    @Override
    void close();
}
