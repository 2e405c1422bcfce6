package com.twinafas.afas.failure;

/** What a text of AFAS means to us. */
public enum Meaning {
    /** A functional check failed; the default. */
    REFUSED,
    /** The number of an order, debtor or invoice is in use. */
    NUMBER_TAKEN,
    /** The booking period is closed. */
    PERIOD_BLOCKED,
    /** A ledger account must have a code on an allocation axis. */
    ALLOCATION_MISSING,
    /** An item that does not exist. */
    ITEM_MISSING,
    /** A debtor that does not exist. */
    DEBTOR_MISSING,
    /** The order went too far to be changed. */
    ORDER_PROCESSED,
    /** Someone has a journal or record open; the request was rolled back. */
    LOCKED,
    /** AFAS's own time-out: the request may still be carried out. */
    TIMED_OUT,
    /** The page or request is too large for AFAS's memory. */
    TOO_LARGE,
    /** AFAS itself does not know what happened. */
    UNEXPECTED,
    /** The connector is not in the app connector, or the user has no right to it. */
    NOT_GRANTED,
    /** An administrator blocked the GetConnector. */
    CONNECTOR_BLOCKED,
    /** The connector has no such column, field or object. */
    FIELD_UNKNOWN
}
