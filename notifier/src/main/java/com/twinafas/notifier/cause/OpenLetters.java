package com.twinafas.notifier.cause;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.twinafas.pipeline.deadletter.HeldRecords;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

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

    /** Kinds of the records that a cause keeps open; none when it is a whole line. */
    public Set<RecordKind> kinds(String causeKey) {
        Set<RecordKind> kinds = EnumSet.noneOf(RecordKind.class);
        of(causeKey).flatMap(letter -> key(recordOf(letter)).stream()).filter(RecordKey::isRecord)
                .forEach(key -> kinds.add(key.kind()));
        return kinds;
    }

    /** The record key in the key of a dead letter. */
    public static String recordOf(String letter) {
        int stage = letter.lastIndexOf('@');
        return stage < 0 ? letter : letter.substring(0, stage);
    }

    /** The record key that a reference is; empty when it is something else. */
    public static Optional<RecordKey> key(String reference) {
        try {
            return Optional.of(RecordKey.parse(reference));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean isOpen(String causeKey) {
        return held.isHolding(causeKey);
    }
}
