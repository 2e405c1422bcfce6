package com.twinafas.schemas.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** Asks once for what never changes: an id's schema, and a schema's id in a subject. */
public final class CachingRegistry implements Registry {

    private record Named(String subject, Schema schema) {
    }

    private final Registry registry;
    private final Map<Named, Integer> registered = new ConcurrentHashMap<>();
    private final Map<Named, Integer> found = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    public CachingRegistry(Registry registry) {
        this.registry = registry;
    }

    @Override
    public int register(String subject, Schema schema) {
        return registered.computeIfAbsent(new Named(subject, schema), _ -> registry.register(subject, schema));
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return found.computeIfAbsent(new Named(subject, schema), _ -> registry.idOf(subject, schema));
    }

    @Override
    public Version latest(String subject) {
        return registry.latest(subject);
    }

    @Override
    public Schema schema(int id) {
        return schemas.computeIfAbsent(id, registry::schema);
    }

    @Override
    public void close() {
        registry.close();
    }
}
