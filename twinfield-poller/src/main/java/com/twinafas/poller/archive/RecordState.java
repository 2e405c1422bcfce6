package com.twinafas.poller.archive;

/** What Twinfield says about a record; hidden is a state, not a deletion. */
public enum RecordState {
    ACTIVE,
    HIDDEN,
    DELETED
}
