package com.twinafas.pipeline.tracing;

import org.jspecify.annotations.Nullable;

/**
 * Something that is done with a record, from its beginning until it is closed. What is said of it are keys, codes and
 * names of connectors, never what a record says.
 */
public interface Span extends AutoCloseable {

    /** Of what belongs to no record. */
    static Span none() {
        return UntoldSpan.NONE;
    }

    /** The one this thread works in; {@link #none} when there is none. */
    static Span current() {
        return UntoldSpan.CURRENT.orElse(UntoldSpan.NONE);
    }

    /** What the next one that has the record goes on from. */
    TraceParent context();

    /** Says more of it. */
    Span with(String name, @Nullable Object value);

    /** It did not do what it should. */
    Span failed(String code);

    /** Begins a part of it. */
    Span child(String name);

    /** Begins a part of it in which another system is called. */
    Span call(String name);

    /** Does work in it. */
    default void run(Runnable work) {
        ScopedValue.where(UntoldSpan.CURRENT, this).run(work);
    }

    @Override
    void close();
}
