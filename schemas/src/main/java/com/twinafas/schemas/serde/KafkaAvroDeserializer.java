package com.twinafas.schemas.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro records in Confluent's wire format; what it can be told stands at {@link SerdeConfig}. With
 * {@code specific.avro.reader} the schema of the generated class is the reader's, so records of older and newer
 * versions are read as the version this program knows.
 */
public final class KafkaAvroDeserializer implements Deserializer<Object> {

    private static final int HEADER = 1 + Integer.BYTES;

    static {
        TrustedClasses.trust();
    }

    private final Map<Integer, DatumReader<Object>> readers = new ConcurrentHashMap<>();
    private @Nullable SerdeConfig config;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        config = SerdeConfig.of(configs, isKey);
    }

    /**
     * @throws SerializationException                            when the bytes are no record, or its schema is not known
     * @throws com.twinafas.schemas.registry.RegistryUnavailable when the registry does not answer
     */
    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        if (data.length < HEADER) {
            throw new SerializationException("A value on " + topic + " has only " + data.length + " bytes");
        }
        ByteBuffer header = ByteBuffer.wrap(data);
        byte magic = header.get();
        if (magic != KafkaAvroSerializer.MAGIC) {
            throw new SerializationException("Unknown magic byte " + magic + " in a value on " + topic);
        }
        int id = header.getInt();
        try {
            return readers.computeIfAbsent(id, this::reader).read(null,
                    DecoderFactory.get().binaryDecoder(data, HEADER, data.length - HEADER, null));
        } catch (SerializationException | RetriableException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The reason's own message can hold parts of the value, so only its kind is said.
            throw new SerializationException("A value on " + topic + " is not a record of schema " + id + ": "
                    + e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        if (config != null) {
            config.registry().close();
        }
    }

    private DatumReader<Object> reader(int id) {
        SerdeConfig settings = Objects.requireNonNull(config, "The deserializer is not configured");
        Schema writer = settings.registry().schema(id);
        if (!settings.specificReader()) {
            return new GenericDatumReader<>(writer);
        }
        Class<?> type = type(writer);
        SpecificData model = SpecificData.getForClass(type);
        return new SpecificDatumReader<>(writer, model.getSchema(type), model);
    }

    private static Class<?> type(Schema writer) {
        Class<?> type = null;
        try {
            type = SpecificData.get().getClass(writer);
        } catch (SecurityException e) {
            // A class that is there but not one of the records that travel is as good as none.
        }
        if (type == null) {
            throw new SerializationException("No generated class is called " + writer.getFullName());
        }
        return type;
    }
}
