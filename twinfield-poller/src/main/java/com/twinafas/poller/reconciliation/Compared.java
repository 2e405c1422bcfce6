package com.twinafas.poller.reconciliation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

import com.twinafas.poller.reconciliation.Evidence.MappingStep;
import com.twinafas.schemas.failure.FailureCode;

/**
 * One record as both systems and our own topics have it.
 *
 * @param twinfield null when Twinfield does not have it in these periods
 * @param afas      null when AFAS does not have it
 * @param note      what else is known of it
 * @param told      what AFAS was told by us
 * @param held      the cause of its dead letter; null when none is open
 * @param step      what the mapper did with it last; null when that was not looked at
 */
record Compared(@Nullable Twinfield twinfield, @Nullable Afas afas, Note note, Telling told,
        @Nullable FailureCode held, @Nullable MappingStep step) {

    static final Compared NOTHING = new Compared(null, null, Note.NONE, Telling.NOTHING, null, null);

    /**
     * In Twinfield.
     *
     * @param isRecent whether it changed so short a time ago that it may be on its way
     * @param vatCodes how many it names
     */
    record Twinfield(BigDecimal amount, int period, String currency, boolean isRecent, int vatCodes) {
    }

    /**
     * In AFAS.
     *
     * @param documents how many there are
     * @param amount    of all of them
     */
    record Afas(BigDecimal amount, int period, @Nullable String currency, int documents) {
    }

    /** What is known of a record besides. */
    enum Note {
        NONE,
        NO_INVOICE,
        NOT_LOOKED_UP,
        PROVISIONAL,
        /** AFAS takes no line of zero. */
        ZERO,
        TYPE_LEFT_OUT,
        CONCEPT,
        ERASED
    }

    /** What AFAS was told. */
    enum Telling {
        NOTHING,
        /** The last state that was polled. */
        ALL,
        /** An earlier state. */
        EARLIER,
        IN_DOUBT
    }

    Compared in(Twinfield side) {
        return new Compared(side, afas, note, told, held, step);
    }

    /** With one more document. */
    Compared and(InAfas document) {
        Afas before = afas;
        return new Compared(twinfield,
                before == null
                        ? new Afas(document.amount(), document.period(), document.currency(), 1)
                        : new Afas(before.amount().add(document.amount()), before.period(), before.currency(),
                                before.documents() + 1),
                note, told, held, step);
    }

    Compared noted(Note also) {
        return new Compared(twinfield, afas, also, told, held, step);
    }

    Compared told(Telling what) {
        return new Compared(twinfield, afas, note, what, held, step);
    }

    Compared held(FailureCode code) {
        return new Compared(twinfield, afas, note, told, code, step);
    }

    Compared stepped(MappingStep last) {
        return new Compared(twinfield, afas, note, told, held, last);
    }
}
