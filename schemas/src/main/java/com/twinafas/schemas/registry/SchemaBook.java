package com.twinafas.schemas.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/** A registry in memory: subjects with their versions, one id for one schema, and what new versions owe to old ones. */
public final class SchemaBook implements Registry {

    private final SequencedMap<String, List<Version>> subjects = new LinkedHashMap<>();
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();
    private Compatibility level = Compatibility.BACKWARD_TRANSITIVE;

    @Override
    public synchronized int register(String subject, Schema schema) {
        Optional<Version> known = find(subject, schema);
        if (known.isPresent()) {
            return known.get().id();
        }
        if (!allows(subject, schema)) {
            throw new SerializationException("The schema is not compatible (" + compatibility(subject)
                    + ") with the versions of subject " + subject);
        }
        return add(next(subject, schema)).id();
    }

    /** The version that registering the schema would make; the book does not change. */
    public synchronized Version next(String subject, Schema schema) {
        int id = schemas.entrySet().stream().filter(entry -> entry.getValue().equals(schema)).map(Map.Entry::getKey)
                .findFirst().orElseGet(() -> schemas.keySet().stream().max(Integer::compare).orElse(0) + 1);
        return new Version(subject, versions(subject).size() + 1, id, schema);
    }

    /** Enters a version as it stands, without asking whether it is compatible. */
    public synchronized Version add(Version version) {
        List<Version> versions = subjects.computeIfAbsent(version.subject(), _ -> new ArrayList<>());
        versions.removeIf(other -> other.version() == version.version());
        versions.add(version);
        schemas.put(version.id(), version.schema());
        return version;
    }

    /** Whether the schema may become the subject's next version. */
    public synchronized boolean allows(String subject, Schema schema) {
        return compatibility(subject).allows(schema, versions(subject).stream().map(Version::schema).toList());
    }

    /** The version of the subject that has this schema. */
    public synchronized Optional<Version> find(String subject, Schema schema) {
        return versions(subject).stream().filter(version -> version.schema().equals(schema)).findFirst();
    }

    /** The schema of an id. */
    public synchronized Optional<Schema> find(int id) {
        return Optional.ofNullable(schemas.get(id));
    }

    public synchronized SortedSet<String> subjects() {
        return new TreeSet<>(subjects.keySet());
    }

    /** The versions of a subject, oldest first; none when there is no such subject. */
    public synchronized List<Version> versions(String subject) {
        return List.copyOf(subjects.getOrDefault(subject, List.of()));
    }

    /** Every version of every subject. */
    public synchronized List<Version> versions() {
        return subjects.values().stream().flatMap(List::stream).toList();
    }

    /** What new versions owe in subjects that say nothing themselves. */
    public synchronized Compatibility compatibility() {
        return level;
    }

    public synchronized void compatibility(Compatibility changed) {
        level = changed;
    }

    /** What a new version of the subject owes to those before it. */
    public synchronized Compatibility compatibility(String subject) {
        return levels.getOrDefault(subject, level);
    }

    public synchronized void compatibility(String subject, Compatibility changed) {
        levels.put(subject, changed);
    }

    /** The subject's own level; empty when it follows the general one. */
    public synchronized Optional<Compatibility> ownCompatibility(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return find(subject, schema).orElseThrow(
                () -> new SerializationException("Subject " + subject + " has no such schema")).id();
    }

    @Override
    public Version latest(String subject) {
        List<Version> versions = versions(subject);
        if (versions.isEmpty()) {
            throw new SerializationException("There is no subject " + subject);
        }
        return versions.getLast();
    }

    @Override
    public Schema schema(int id) {
        return find(id).orElseThrow(() -> new SerializationException("No schema has id " + id));
    }
}
