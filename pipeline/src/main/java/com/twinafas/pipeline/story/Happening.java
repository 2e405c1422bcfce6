package com.twinafas.pipeline.story;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.Cause;

/** One thing that the topics say about a record, at the time it was written. */
public sealed interface Happening {

    Instant at();

    /**
     * The record was read.
     *
     * @param content the record's own XML; null when it was not asked for or cannot be opened
     */
    record Read(Instant at, long revision, String state, String hash, @Nullable String content) implements Happening {
    }

    /**
     * An update was made of it.
     *
     * @param topic   without the tenant
     * @param content the update as JSON; null when it was not asked for or cannot be opened
     */
    record Mapped(Instant at, String topic, String documentKind, long revision, long settingsVersion,
            @Nullable Long customerRevision, @Nullable String content) implements Happening {
    }

    /**
     * A service says what it did.
     *
     * @param content the request or answer, word for word; null when there is none, it was not asked for or cannot be
     *                opened
     */
    record Step(Instant at, String stage, String step, @Nullable Long revision, SortedMap<String, String> details,
            @Nullable String content) implements Happening {
    }

    /**
     * What AFAS has of it was written down.
     *
     * @param intent the request whose outcome is not known, as {@code POST FbSales}
     */
    record Delivered(Instant at, String outcome, @Nullable String code, @Nullable String documentKind,
            @Nullable String administration, Map<String, String> afasKeys, @Nullable Long revision,
            @Nullable Long settingsVersion, @Nullable String intent) implements Happening {
    }

    /**
     * AFAS said what became of the order that was made of it.
     *
     * @param status     as the tenant calls it; null when AFAS said nothing, or the order is gone
     * @param afasStatus as AFAS calls it
     * @param gone       whether AFAS does not show the order any more
     * @param content    the order as AFAS shows it, as JSON; null when it was not asked for or cannot be opened
     */
    record OrderStatus(Instant at, String orderNumber, @Nullable String status, @Nullable String afasStatus,
            boolean gone, @Nullable String content) implements Happening {
    }

    /** It cannot go on; a later one of the same stage takes its place. */
    record Parked(Instant at, String stage, Cause cause, int attempts) implements Happening {
    }

    /** It went on, or was discarded. */
    record Released(Instant at, String stage) implements Happening {
    }

    /** Something about it stands on a topic and cannot be read. */
    record Unreadable(Instant at, String topic, long offset) implements Happening {
    }
}
