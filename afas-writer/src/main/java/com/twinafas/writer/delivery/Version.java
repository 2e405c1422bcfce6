package com.twinafas.writer.delivery;

import org.jspecify.annotations.Nullable;

/**
 * One state of a record: its place in the order of states, and the hashes by which two states are seen to be the same.
 *
 * @param customerRevision of the debtor block; null when it has none
 */
public record Version(long revision, long settingsVersion, String rawHash, String contentHash,
        @Nullable Long customerRevision) {

    /** Order is by revision, then by settings version; live and bulk compare the same way. */
    public boolean isBehind(Version other) {
        return revision < other.revision
                || (revision == other.revision && settingsVersion < other.settingsVersion);
    }

    public boolean saysTheSameAs(@Nullable Version other) {
        return other != null && contentHash.equals(other.contentHash);
    }
}
