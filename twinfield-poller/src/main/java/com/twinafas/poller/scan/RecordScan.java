package com.twinafas.poller.scan;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.poller.archive.Archive;
import com.twinafas.poller.archive.Batch;
import com.twinafas.poller.archive.Sighting;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.twinfield.call.RecordXml;
import com.twinafas.twinfield.call.TwinfieldCall;

/** What scans have in common: position, reading many records one by one, open problems, and the rule of deletions. */
abstract class RecordScan implements Scan {

    /** Records read and published in one step. */
    static final int CHUNK = 16;
    /** How often a record is tried again whose problem is open. */
    private static final Duration PROBLEM_PAUSE = Duration.ofMinutes(10);
    /** Code of the key that stands for a whole kind whose deletions are not believed. */
    static final String WHOLE_KIND = "*";
    private static final String STOPPED = "stopped";

    final OfficePlan plan;
    final Archive archive;
    final Reads reads;
    final InstantSource clock;
    private final RecordKind kind;
    private @Nullable Instant problemsTriedAt;

    RecordScan(RecordKind kind, OfficePlan plan, Archive archive, Reads reads, InstantSource clock) {
        this.kind = kind;
        this.plan = plan;
        this.archive = archive;
        this.reads = reads;
        this.clock = clock;
    }

    @Override
    public final RecordKind kind() {
        return kind;
    }

    /** The call that reads the record of the key. */
    abstract TwinfieldCall<RecordXml> call(RecordKey key);

    /** What was seen of it. */
    abstract Sighting sighting(RecordKey key, Outcome.Found found);

    final String name() {
        return plan.office() + "/" + kind.wireName();
    }

    final Batch batch() {
        return new Batch(name());
    }

    final Position position() {
        return archive.position(name());
    }

    final RecordKey key(String code) {
        return new RecordKey(plan.office(), kind, code);
    }

    /** Reads and publishes the records; those that are missing are returned, whatever that means for the kind. */
    List<RecordKey> readEach(Collection<RecordKey> keys) {
        List<RecordKey> missing = new ArrayList<>();
        List<RecordKey> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<RecordKey> chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
            List<Outcome> outcomes = reads.all(chunk.stream().map(this::call).toList());
            Batch batch = batch();
            for (int i = 0; i < chunk.size(); i++) {
                RecordKey key = chunk.get(i);
                switch (outcomes.get(i)) {
                    case Outcome.Found found -> batch.saw(sighting(key, found));
                    case Outcome.Missing missed -> missing.add(key);
                    case Outcome.Failed failed -> batch.problem(key, failed.cause());
                }
            }
            archive.publish(batch);
        }
        return missing;
    }

    /** Tries the records again whose problem is open; now and then, because a person has to act first. */
    final void retryProblems() {
        Instant now = clock.instant();
        if (problemsTriedAt != null && now.isBefore(problemsTriedAt.plus(PROBLEM_PAUSE))) {
            return;
        }
        problemsTriedAt = now;
        List<RecordKey> open = archive.problems(plan.office(), kind).stream()
                .filter(key -> !key.code().startsWith(WHOLE_KIND)).limit(plan.rereads()).toList();
        Batch gone = batch();
        readEach(open).forEach(gone::solved);
        archive.publish(gone);
    }

    /** Whether the scan stands still until the deletions it saw are right or confirmed. */
    final boolean isStopped() {
        return position().entries().containsKey(STOPPED);
    }

    /**
     * Takes what is known but not in the complete list as deleted, if so many are believed and Twinfield says so of
     * each. Otherwise the kind stops and a person is told; it goes on when the list is whole again, or when the person
     * discards the dead letter.
     *
     * @param isListed whether a record is in the complete list
     * @return whether the scan may go on
     */
    final boolean compareWith(Predicate<RecordKey> isListed, Instant listedAt) {
        int present = archive.countPresent(plan.office(), kind);
        List<RecordKey> gone = archive.present(plan.office(), kind, isListed.negate()).stream().filter(key -> {
            var known = archive.known(key);
            return known != null && known.readAt().isBefore(listedAt);
        }).toList();
        RecordKey whole = key(WHOLE_KIND);
        Position position = position();
        boolean confirmed = isStopped() && !archive.problems(plan.office(), kind).contains(whole);
        if (!confirmed && !DeletionRule.believes(gone.size(), present)) {
            if (!isStopped()) {
                archive.publish(batch()
                        .problem(whole,
                                Cause.of(FailureCode.MASS_DELETION,
                                        Map.of("count", String.valueOf(gone.size()), "total",
                                                String.valueOf(present), "office", plan.office(), "kind",
                                                kind.wireName())))
                        .moveTo(position.with(STOPPED, listedAt.toString())));
            }
            return false;
        }
        settle(gone, listedAt);
        if (isStopped()) {
            archive.publish(batch().solved(whole).moveTo(position.with(STOPPED, null)));
        }
        return true;
    }

    /** Asks for each by itself: a record may be missing in a list because it moved while the list was read. */
    private void settle(List<RecordKey> gone, Instant listedAt) {
        for (int from = 0; from < gone.size(); from += CHUNK) {
            List<RecordKey> chunk = gone.subList(from, Math.min(gone.size(), from + CHUNK));
            List<Outcome> outcomes = reads.all(chunk.stream().map(this::call).toList());
            Batch batch = batch();
            for (int i = 0; i < chunk.size(); i++) {
                RecordKey key = chunk.get(i);
                switch (outcomes.get(i)) {
                    case Outcome.Found found when !Sightings.isDeleted(found.record().element()) ->
                        batch.saw(sighting(key, found));
                    case Outcome.Found found -> batch.saw(Sighting.deleted(key, found.readAt()));
                    case Outcome.Missing missed -> batch.saw(Sighting.deleted(key, listedAt));
                    case Outcome.Failed failed -> batch.problem(key, failed.cause());
                }
            }
            archive.publish(batch);
        }
    }
}
