package com.twinafas.notifier.cause;

import java.util.stream.Stream;

import com.twinafas.pipeline.deadletter.HeldRecords;

/** The dead letters that are open now, by the cause that keeps them open. */
public final class OpenLetters {

    private final HeldRecords<String> held = new HeldRecords<>();

    /**
     * A dead letter stands open.
     *
     * @param letter its key: record key and stage
     * @return whether this cause did not hold it up before
     */
    public boolean open(String letter, StagedCause cause) {
        String now = cause.key();
        return !now.equals(held.hold(letter, now));
    }

    /** The record went on or was discarded. */
    public void close(String letter) {
        held.release(letter);
    }

    /** Keys of the dead letters that a cause keeps open, in no order. */
    public Stream<String> of(String causeKey) {
        return held.letters(causeKey);
    }

    public boolean isOpen(String causeKey) {
        return held.isHolding(causeKey);
    }
}
