package com.twinafas.poller.reconciliation;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

import com.twinafas.poller.archive.Known;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** What our own topics say of records: where they stand between the two systems. Each is read through once. */
public interface Evidence {

    /** What was last polled of the record; null when it never was. */
    @Nullable
    Known known(RecordKey key);

    /** The last state of every invoice of the office that was polled. */
    void invoices(String office, Consumer<PolledInvoice> each);

    /** What AFAS was told of the records of an office and kind. */
    void deliveries(String office, RecordKind kind, BiConsumer<RecordKey, Told> each);

    /** The open dead letters of an office and kind. */
    void held(String office, RecordKind kind, BiConsumer<RecordKey, FailureCode> each);

    /** The steps of the records of an office and kind that were not of the writer, in their order. */
    void steps(String office, RecordKind kind, BiConsumer<RecordKey, MappingStep> each);

    /** Whether records wait before mapper or writer. */
    boolean isBacklogged();

    /**
     * An invoice as its topic has it.
     *
     * @param booking  day book and number of its transaction; null while it is a concept, and when it cannot be read
     * @param period   year times 100, plus period; 0 when that is not known
     * @param isErased whether its content is not there any more
     */
    record PolledInvoice(RecordKey key, @Nullable String booking, int period, boolean isErased) {
    }

    /**
     * What AFAS was told.
     *
     * @param number   by which AFAS has it; null when AFAS does not
     * @param revision that AFAS has; null when it has none
     * @param inDoubt  whether the outcome of a request is not known
     */
    record Told(@Nullable String number, @Nullable Long revision, boolean inDoubt) {
    }

    /**
     * What became of a record before the writer.
     *
     * @param outcome  what it was
     * @param because  of one that is left out
     * @param isRecent whether it may still be on its way
     */
    record MappingStep(Outcome outcome, @Nullable String because, boolean isRecent) {

        /** As the mapper calls its steps. */
        public enum Outcome {
            WAITING,
            MAPPED,
            IGNORED,
            DISCARDED
        }
    }
}
