package com.twinafas.reader.reading;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

import com.twinafas.pipeline.checkpoint.Position;
import com.twinafas.reader.shelf.Change;
import com.twinafas.reader.shelf.Known;
import com.twinafas.reader.shelf.Shelf;
import com.twinafas.reader.shelf.StatementIndex;
import com.twinafas.reader.shelf.Step;
import com.twinafas.reader.statement.AfasKey;
import com.twinafas.reader.statement.Statement;
import com.twinafas.schemas.failure.Cause;

/** A shelf that ends with the test and remembers every change in order. */
public final class MemoryShelf implements Shelf {

    private final InstantSource clock;
    private final StatementIndex index = new StatementIndex();
    private final Map<String, Position> positions = new TreeMap<>();
    private final Map<String, Cause> open = new LinkedHashMap<>();
    private final List<Change> published = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    public MemoryShelf(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public <K extends AfasKey> Map<K, Known> present(Class<K> kind, BiPredicate<K, Known> scope) {
        return index.present(kind, scope);
    }

    @Override
    public <K extends AfasKey> int countPresent(Class<K> kind, BiPredicate<K, Known> scope) {
        return index.countPresent(kind, scope);
    }

    @Override
    public synchronized Position position(String name) {
        return positions.getOrDefault(name, Position.START);
    }

    @Override
    public synchronized boolean isOpen(String trouble) {
        return open.containsKey(trouble);
    }

    @Override
    public synchronized void publish(Step step) {
        List<Change> changes = index.changes(step.sightings(), clock.instant());
        changes.forEach(index::remember);
        published.addAll(changes);
        step.over().forEach(open::remove);
        step.troubles().forEach((trouble, cause) -> {
            if (!cause.equals(open.put(trouble, cause))) {
                told.add(trouble);
            }
        });
        Position moved = step.position();
        if (moved != null) {
            positions.put(step.name(), moved);
        }
    }

    /** A person discards a message. */
    public synchronized void discard(String trouble) {
        open.remove(trouble);
    }

    public synchronized Map<String, Cause> open() {
        return new LinkedHashMap<>(open);
    }

    /** How often a person was told of a trouble. */
    public synchronized long told(String trouble) {
        return told.stream().filter(trouble::equals).count();
    }

    /** What was published since the last call. */
    synchronized List<Statement> taken() {
        List<Statement> taken = published.stream().map(change -> change.sighting().statement()).toList();
        published.clear();
        return taken;
    }

    /** The keys of what was published since the last call. */
    List<String> takenKeys() {
        return taken().stream().map(statement -> statement.key().toString()).toList();
    }
}
