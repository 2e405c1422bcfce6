package com.twinafas.schemas.registry;

import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Gives schemas their ids. Every method may throw {@link RegistryUnavailable}, which passes by itself, and a
 * {@link SerializationException} that says what the registry refuses, which does not.
 */
public interface Registry extends AutoCloseable {

    /** A version of a subject. */
    record Version(String subject, int version, int id, Schema schema) {
    }

    /** The id of the schema, which becomes the subject's newest version unless it is one already. */
    int register(String subject, Schema schema);

    /** The id of a schema that must be a version of the subject. */
    int idOf(String subject, Schema schema);

    /** The newest version of the subject. */
    Version latest(String subject);

    /** The schema of an id. */
    Schema schema(int id);

    @Override
    default void close() {
    }
}
