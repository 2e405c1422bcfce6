package com.twinafas.poller.scan;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.poller.archive.Archive;
import com.twinafas.poller.archive.Batch;
import com.twinafas.poller.archive.Change;
import com.twinafas.poller.archive.Known;
import com.twinafas.poller.archive.PublishFailure;
import com.twinafas.poller.archive.RecordIndex;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** An archive that ends with the test and remembers every change in order. */
public final class MemoryArchive implements Archive {

    private final InstantSource clock;
    private final RecordIndex index = new RecordIndex();
    private final Map<String, Position> positions = new TreeMap<>();
    private final Map<RecordKey, Cause> open = new LinkedHashMap<>();
    private final List<Change> published = new ArrayList<>();
    private final Set<String> polled = new HashSet<>();
    private int stepsToLive = Integer.MAX_VALUE;

    public MemoryArchive(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public @Nullable Known known(RecordKey key) {
        return index.known(key);
    }

    @Override
    public synchronized List<RecordKey> present(String office, RecordKind kind, Predicate<RecordKey> wanted) {
        return index.present(office, kind, wanted);
    }

    @Override
    public synchronized int countPresent(String office, RecordKind kind) {
        return index.countPresent(office, kind);
    }

    @Override
    public synchronized Position position(String name) {
        return positions.getOrDefault(name, Position.START);
    }

    @Override
    public synchronized void polled(String name) {
        polled.add(name);
    }

    /** Names of the scans of which a round went well. */
    public synchronized Set<String> polled() {
        return Set.copyOf(polled);
    }

    @Override
    public synchronized Set<RecordKey> problems(String office, RecordKind kind) {
        return open.keySet().stream().filter(key -> key.kind() == kind && key.office().equals(office))
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized void publish(Batch batch) {
        List<Change> changes = index.changes(batch.sightings(), clock.instant());
        if (!changes.isEmpty() && stepsToLive-- == 0) {
            throw new PublishFailure("Killed", null);
        }
        changes.forEach(index::remember);
        published.addAll(changes);
        batch.solved().forEach(open::remove);
        open.putAll(batch.problems());
        Position moved = batch.position();
        if (moved != null) {
            positions.put(batch.name(), moved);
        }
    }

    /** The process ends before the step after so many that change something. */
    synchronized void killAfter(int steps) {
        stepsToLive = steps;
    }

    public synchronized Map<RecordKey, Cause> open() {
        return new LinkedHashMap<>(open);
    }

    /** A person discards a dead letter. */
    synchronized void discard(RecordKey key) {
        open.remove(key);
    }

    /** What was published since the last call. */
    synchronized List<Change> taken() {
        List<Change> taken = List.copyOf(published);
        published.clear();
        return taken;
    }
}
