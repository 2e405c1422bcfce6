package com.twinafas.poller.archive;

import java.time.Instant;

import com.twinafas.pipeline.table.Fingerprint;

/**
 * What is remembered of the last published state of a record.
 *
 * @param hash fingerprint of its hash
 */
public record Known(Fingerprint hash, long revision, RecordState state, Instant readAt) {
}
