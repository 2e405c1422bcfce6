package com.twinafas.pipeline.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.schemas.key.RecordKind;

/**
 * A job as it is asked for.
 *
 * @param since  a day in the Netherlands or a moment; records that have not changed since then are left out
 * @param max    records at most
 * @param rate   records a minute at most
 * @param reason why; of a discard
 * @param by     who asks
 */
record JobQuestion(@Nullable String cause, @Nullable String stage, @Nullable String category, @Nullable String office,
        @Nullable String flow, @Nullable List<String> records, @Nullable String since, @Nullable Boolean dryRun,
        @Nullable Boolean force, @Nullable Integer max, @Nullable Integer rate, @Nullable String reason,
        @Nullable String by) {

    private static final ZoneId NETHERLANDS = ZoneId.of("Europe/Amsterdam");
    private static final int LONGEST_TEXT = 500;

    /** @throws IllegalArgumentException when it cannot be meant */
    Ask ask(Action action) {
        LetterFilter which = new LetterQuestion(cause, stage, category, office, flow, records).filter();
        require(which.records().size() <= Ask.MOST_NAMED, "At most " + Ask.MOST_NAMED + " records can be named");
        require(max == null || max > 0, "max is a number above 0");
        require(rate == null || rate > 0, "rate is a number of records a minute above 0");
        switch (action) {
            case REDRIVE ->
                require(!which.isAll(), "Say which records: a cause, records, a stage, an office or a flow");
            case DISCARD -> {
                require(which.cause() != null || !which.records().isEmpty(), "Say which records: a cause, or records");
                require(reason != null && !reason.isBlank() && reason.length() <= LONGEST_TEXT,
                        "A discard has a reason, of at most " + LONGEST_TEXT + " characters");
            }
            case REPLAY -> {
                require(cause == null && stage == null && category == null, "A replay takes a flow, not a cause");
                require(which.flow() != null || !which.records().isEmpty(), "Say which flow, or which records");
                require(which.flow() != RecordKind.REFERENCE, "Reference data is no flow");
                require(which.records().stream().allMatch(key -> which.flow() == null || key.kind() == which.flow()),
                        "The records are of another flow");
            }
        }
        return new Ask(action, which, moment(since), Boolean.TRUE.equals(dryRun), Boolean.TRUE.equals(force), max,
                rate, action == Action.DISCARD ? reason : null);
    }

    private static void require(boolean fulfilled, String text) {
        if (!fulfilled) {
            throw new IllegalArgumentException(text);
        }
    }

    private static @Nullable Instant moment(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() == "2026-01-01".length()
                    ? LocalDate.parse(text).atStartOfDay(NETHERLANDS).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("since is a day, as 2026-01-31, or a moment, as 2026-01-31T08:00:00Z",
                    e);
        }
    }
}
