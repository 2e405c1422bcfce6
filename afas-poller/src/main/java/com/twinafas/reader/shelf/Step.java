package com.twinafas.reader.shelf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.reader.statement.Sighting;
import com.twinafas.schemas.failure.Cause;

/** One step of a reading; it is published whole or not at all. Filled by one reading, not shared. */
public final class Step {

    private final String name;
    private final List<Sighting> sightings = new ArrayList<>();
    private final Map<String, Cause> troubles = new LinkedHashMap<>();
    private final Set<String> over = new LinkedHashSet<>();
    private @Nullable Position position;

    /** @param name of the reading, by which its position is known */
    public Step(String name) {
        this.name = name;
    }

    public Step saw(Sighting sighting) {
        sightings.add(sighting);
        return this;
    }

    /** A person has to be told. */
    public Step trouble(String trouble, Cause cause) {
        troubles.put(trouble, cause);
        return this;
    }

    /** The trouble is over, if it was there. */
    public Step over(String trouble) {
        over.add(trouble);
        return this;
    }

    public Step moveTo(Position next) {
        position = next;
        return this;
    }

    public String name() {
        return name;
    }

    public List<Sighting> sightings() {
        return sightings;
    }

    public Map<String, Cause> troubles() {
        return troubles;
    }

    public Set<String> over() {
        return over;
    }

    public @Nullable Position position() {
        return position;
    }
}
