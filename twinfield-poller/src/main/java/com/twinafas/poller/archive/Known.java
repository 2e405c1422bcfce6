package com.twinafas.poller.archive;

import java.time.Instant;

/** What is remembered of the last published state of a record. */
public record Known(String hash, long revision, RecordState state, Instant readAt) {
}
