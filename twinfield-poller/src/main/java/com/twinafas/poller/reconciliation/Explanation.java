package com.twinafas.poller.reconciliation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.reconciliation.What;
import com.twinafas.pipeline.reconciliation.Why;
import com.twinafas.poller.archive.Known;
import com.twinafas.poller.archive.RecordState;
import com.twinafas.poller.reconciliation.Compared.Note;
import com.twinafas.poller.reconciliation.Compared.Telling;
import com.twinafas.poller.reconciliation.Evidence.MappingStep;
import com.twinafas.schemas.failure.FailureCode;

/**
 * Why a record differs.
 *
 * @param detail what says more; null when nothing does
 */
record Explanation(Why why, @Nullable String detail) {

    private static final Explanation NONE = new Explanation(Why.UNEXPLAINED, null);

    /** What holds however the record differs: what a person has to do with it, or somebody said. */
    private static @Nullable Explanation byEvidence(Compared compared) {
        FailureCode held = compared.held();
        MappingStep step = compared.step();
        if (held == FailureCode.IN_DOUBT || (held == null && compared.told() == Telling.IN_DOUBT)) {
            return new Explanation(Why.IN_DOUBT, null);
        }
        if (held != null) {
            return new Explanation(Why.HELD, held.name());
        }
        if (compared.note() == Note.ERASED) {
            return new Explanation(Why.ERASED, null);
        }
        return step != null && step.outcome() == MappingStep.Outcome.DISCARDED
                ? new Explanation(Why.DISCARDED, null)
                : null;
    }

    /**
     * Why it differs.
     *
     * @param known        what was last polled; null when it never was
     * @param changedSince whether it was polled while the two sides were read
     * @param backlogged   whether records wait before mapper or writer
     */
    static Explanation of(What what, Compared compared, @Nullable Known known, boolean changedSince,
            boolean backlogged) {
        Explanation by = byEvidence(compared);
        if (by != null) {
            return by;
        }
        return switch (what) {
            case MISSING -> missing(compared, known, backlogged);
            case EXTRA -> extra(compared, known, changedSince);
            case AMOUNT, CURRENCY, PERIOD -> changed(compared, changedSince, backlogged);
            case TWICE -> NONE;
        };
    }

    private static Explanation missing(Compared compared, @Nullable Known known, boolean backlogged) {
        Compared.Twinfield twinfield = compared.twinfield();
        boolean isRecent = twinfield != null && twinfield.isRecent();
        switch (compared.note()) {
            case NO_INVOICE -> {
                return new Explanation(Why.NO_INVOICE, null);
            }
            case TYPE_LEFT_OUT -> {
                return new Explanation(Why.LEFT_OUT, "invoice type is left out");
            }
            case PROVISIONAL -> {
                return new Explanation(Why.LEFT_OUT, "provisional");
            }
            case ZERO -> {
                return new Explanation(Why.LEFT_OUT, "all its lines are zero");
            }
            case NOT_LOOKED_UP -> {
                return new Explanation(isRecent ? Why.ON_ITS_WAY : Why.UNEXPLAINED, "its invoice was not looked for");
            }
            default -> {
                // It has a record of its own.
            }
        }
        if (known == null) {
            return new Explanation(isRecent ? Why.ON_ITS_WAY : Why.UNEXPLAINED, "not read yet");
        }
        if (compared.told() == Telling.ALL) {
            return new Explanation(Why.UNEXPLAINED, "AFAS was told");
        }
        MappingStep step = compared.step();
        if (step != null && step.outcome() == MappingStep.Outcome.IGNORED) {
            return new Explanation(Why.LEFT_OUT, step.because());
        }
        if (step != null && step.outcome() == MappingStep.Outcome.WAITING) {
            return new Explanation(Why.WAITING, null);
        }
        boolean moves = isRecent || backlogged || (step != null && step.isRecent());
        return moves ? new Explanation(Why.ON_ITS_WAY, null) : new Explanation(Why.UNEXPLAINED, said(step));
    }

    private static String said(@Nullable MappingStep step) {
        return step == null ? "not mapped" : step.outcome().name().toLowerCase(Locale.ROOT) + ", not written";
    }

    private static Explanation extra(Compared compared, @Nullable Known known, boolean changedSince) {
        if (compared.note() == Note.CONCEPT) {
            return new Explanation(Why.CONCEPT, null);
        }
        if (known != null && known.state() == RecordState.DELETED) {
            return new Explanation(Why.DELETED, null);
        }
        return changedSince
                ? new Explanation(Why.ON_ITS_WAY, null)
                : new Explanation(Why.UNEXPLAINED, known == null ? "never read" : null);
    }

    private static Explanation changed(Compared compared, boolean changedSince, boolean backlogged) {
        Compared.Twinfield twinfield = compared.twinfield();
        MappingStep step = compared.step();
        boolean behind = compared.told() == Telling.EARLIER;
        if (behind && step != null && step.outcome() == MappingStep.Outcome.WAITING) {
            return new Explanation(Why.WAITING, null);
        }
        boolean moves = changedSince || (twinfield != null && twinfield.isRecent())
                || (behind && (backlogged || (step != null && step.isRecent())));
        return moves ? new Explanation(Why.ON_ITS_WAY, null) : NONE;
    }
}
