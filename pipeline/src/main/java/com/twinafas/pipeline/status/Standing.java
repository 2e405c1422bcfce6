package com.twinafas.pipeline.status;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.avro.Outcome;

/**
 * What the topics say about one record, without its content.
 *
 * @param raw       revision that was read last; null when the record itself is not on a topic
 * @param mapping   what the mapper did last; null when nothing is known
 * @param mapped    revision it did that with
 * @param delivered revision that AFAS has
 * @param outcome   of the last update
 * @param intent    whether a request is open of which the outcome is not known
 * @param letters   how many dead letters are open, one for each stage at most
 * @param doubts    how many of them because it is not known whether AFAS did it
 */
record Standing(@Nullable Long raw, @Nullable Mapping mapping, @Nullable Long mapped, @Nullable Long delivered,
        Outcome outcome, boolean intent, int letters, int doubts) {

    static final Standing UNKNOWN = new Standing(null, null, null, null, Outcome.NONE, false, 0, 0);

    /** What the mapper did with a record. */
    enum Mapping {
        WAITING,
        MAPPED,
        SPLIT,
        IGNORED
    }

    Standing read(long revision) {
        return new Standing(revision, mapping, mapped, delivered, outcome, intent, letters, doubts);
    }

    Standing mapped(Mapping result, @Nullable Long revision) {
        return new Standing(raw, result, revision, delivered, outcome, intent, letters, doubts);
    }

    Standing delivered(@Nullable Long revision, Outcome result, boolean openIntent) {
        return new Standing(raw, mapping, mapped, revision, result, openIntent, letters, doubts);
    }

    /** One more dead letter stands open. */
    Standing opened(boolean doubt) {
        return new Standing(raw, mapping, mapped, delivered, outcome, intent, letters + 1, doubts + (doubt ? 1 : 0));
    }

    /** One of its dead letters is closed. */
    Standing closed(boolean doubt) {
        return new Standing(raw, mapping, mapped, delivered, outcome, intent, letters - 1, doubts - (doubt ? 1 : 0));
    }

    /** Empty when nothing of it is to be counted. */
    Optional<RecordState> state() {
        if (doubts > 0) {
            return Optional.of(RecordState.IN_DOUBT);
        }
        if (letters > 0) {
            return Optional.of(RecordState.REFUSED);
        }
        if (raw == null) {
            return Optional.empty();
        }
        if (intent || outcome == Outcome.IN_DOUBT) {
            return Optional.of(RecordState.IN_DOUBT);
        }
        return Optional.of(delivered != null && delivered >= raw ? atAfas() : underWay());
    }

    private RecordState atAfas() {
        return switch (outcome) {
            case UNCHANGED -> RecordState.UNCHANGED;
            case SUPERSEDED -> RecordState.SUPERSEDED;
            case DELIVERED, NONE, IN_DOUBT, REFUSED -> RecordState.DELIVERED;
        };
    }

    private RecordState underWay() {
        if (mapping == null || mapped == null || raw == null || mapped < raw) {
            return RecordState.WAITING;
        }
        return switch (mapping) {
            case WAITING -> RecordState.WAITING;
            case MAPPED -> RecordState.MAPPED;
            case SPLIT -> RecordState.SPLIT;
            case IGNORED -> RecordState.IGNORED;
        };
    }
}
