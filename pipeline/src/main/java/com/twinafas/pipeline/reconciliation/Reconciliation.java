package com.twinafas.pipeline.reconciliation;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was asked to be held against each other, and what was found. Every change gives a new one.
 *
 * @param office    in Twinfield
 * @param by        who asked
 * @param why       of one that failed; null when it did not
 * @param changedAt when it last moved
 * @param report    of one that is done
 */
public record Reconciliation(String id, String office, Periods periods, String by, Instant askedAt, State state,
        @Nullable String why, Instant changedAt, @Nullable Report report) {

    /** The command that asks for one. */
    public static final String ACTION = "reconcile";
    /** What a command says: the office. */
    public static final String OFFICE = "office";
    /** What a command says: the periods. */
    public static final String PERIOD = "period";
    /** Who asks every night. */
    public static final String NIGHTLY = "nightly";

    /** How far it is. */
    public enum State {
        /** Another one comes first. */
        WAITING,
        RUNNING,
        DONE,
        /** One of the two systems did not say. */
        FAILED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The state with this name; empty when there is none. */
        static Optional<State> ofWireName(String name) {
            return Arrays.stream(values()).filter(state -> state.wireName().equals(name)).findFirst();
        }
    }

    /** One that was asked for. */
    public static Reconciliation asked(String id, String office, Periods periods, String by, Instant at) {
        return new Reconciliation(id, office, periods, by, at, State.WAITING, null, at, null);
    }

    public Reconciliation running(Instant at) {
        return new Reconciliation(id, office, periods, by, askedAt, State.RUNNING, null, at, null);
    }

    public Reconciliation done(Report found, Instant at) {
        return new Reconciliation(id, office, periods, by, askedAt, State.DONE, null, at, found);
    }

    public Reconciliation failed(String reason, Instant at) {
        return new Reconciliation(id, office, periods, by, askedAt, State.FAILED, reason, at, null);
    }

    /** Without the names of what differs. */
    public Reconciliation brief() {
        return report == null
                ? this
                : new Reconciliation(id, office, periods, by, askedAt, state, why, changedAt,
                        new Report(report.totals(), report.counts(), List.of()));
    }

    /** Whether nothing more comes of it. */
    public boolean isOver() {
        return state == State.DONE || state == State.FAILED;
    }
}
