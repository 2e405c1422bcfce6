package com.twinafas.poller.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.key.RecordKey;

/** What one step of a scan found; it is published whole or not at all. Filled by one scan, not shared. */
public final class Batch {

    private final String name;
    private final List<Sighting> sightings = new ArrayList<>();
    private final Map<RecordKey, Cause> problems = new LinkedHashMap<>();
    private final Set<RecordKey> solved = new LinkedHashSet<>();
    private @Nullable Position position;

    /** @param name of the scan's position: office and kind */
    public Batch(String name) {
        this.name = name;
    }

    public Batch saw(Sighting sighting) {
        sightings.add(sighting);
        solved.add(sighting.key());
        return this;
    }

    /** The record cannot be read without a person. */
    public Batch problem(RecordKey key, Cause cause) {
        problems.put(key, cause);
        return this;
    }

    /** Whatever stood in the way of the record is gone. */
    public Batch solved(RecordKey key) {
        solved.add(key);
        return this;
    }

    public Batch moveTo(Position next) {
        position = next;
        return this;
    }

    public String name() {
        return name;
    }

    public List<Sighting> sightings() {
        return sightings;
    }

    public Map<RecordKey, Cause> problems() {
        return problems;
    }

    public Set<RecordKey> solved() {
        return solved;
    }

    public @Nullable Position position() {
        return position;
    }

    public boolean isEmpty() {
        return sightings.isEmpty() && problems.isEmpty() && solved.isEmpty() && position == null;
    }
}
