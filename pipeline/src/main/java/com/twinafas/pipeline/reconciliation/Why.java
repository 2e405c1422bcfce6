package com.twinafas.pipeline.reconciliation;

import java.util.Locale;

/** Why a record differs, as far as that is known. */
public enum Why {
    /** Nothing explains it: a person has to look. */
    UNEXPLAINED("nothing explains it"),
    /** It changed so short a time ago, or so much waits, that it is simply not there yet. */
    ON_ITS_WAY("on its way"),
    /** It waits for its customer or reference data. */
    WAITING("waits for another record"),
    /** A dead letter is open. */
    HELD("held up by a dead letter"),
    /** A request is open of which the outcome is not known. */
    IN_DOUBT("in doubt"),
    /** By the settings it does not travel. */
    LEFT_OUT("left out by the settings"),
    /** Somebody said that nothing is to be done. */
    DISCARDED("discarded"),
    /** It is booked on the invoices' day book, and no invoice says that it is its booking. */
    NO_INVOICE("no invoice names this booking"),
    /** AFAS has it as an order, Twinfield has not booked it yet. */
    CONCEPT("a concept invoice"),
    /** Twinfield deleted it; nothing is ever deleted in AFAS. */
    DELETED("deleted in Twinfield"),
    /** What is about its customer was erased. */
    ERASED("its customer was erased");

    private final String words;

    Why(String words) {
        this.words = words;
    }

    /** For a reader. */
    public String words() {
        return words;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
