package com.twinafas.writer.delivery;

import org.jspecify.annotations.Nullable;

/** How an update stands to what AFAS has of its record. */
public enum Standing {
    /** A newer state was delivered, or waits for a person: this one is never sent. */
    BEHIND,
    /** AFAS has it. */
    SAME,
    /** AFAS does not have it. */
    NEW;

    /** @param refusedRevision the revision a person was asked to act on; null when there is none */
    public static Standing of(Version version, Delivery delivery, @Nullable Long refusedRevision) {
        Version last = delivery.version();
        if ((last != null && version.isBehind(last))
                || (refusedRevision != null && version.revision() < refusedRevision)) {
            return BEHIND;
        }
        return version.saysTheSameAs(last) ? SAME : NEW;
    }
}
