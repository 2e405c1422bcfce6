package com.twinafas.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.registry.Registry;

/** Writes Avro records in Confluent's wire format; what it can be told stands at {@link SerdeConfig}. */
public final class KafkaAvroSerializer implements Serializer<Object> {

    static final byte MAGIC = 0;

    static {
        TrustedClasses.trust();
    }

    private final JavaProperties javaProperties = new JavaProperties();
    private @Nullable SerdeConfig config;
    private boolean isKey;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        this.config = SerdeConfig.of(configs, isKey);
        this.isKey = isKey;
    }

    /**
     * @throws SerializationException                            when the value is no Avro record, does not fit its
     *                                                           schema, or the registry refuses the schema
     * @throws com.twinafas.schemas.registry.RegistryUnavailable when the registry does not answer
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Object data) {
        if (data == null) {
            return null;
        }
        if (!(data instanceof GenericContainer value)) {
            throw new SerializationException("A " + data.getClass().getName() + " is not an Avro record");
        }
        SerdeConfig settings = Objects.requireNonNull(config, "The serializer is not configured");
        try {
            return encode(settings, topic, value);
        } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
            // The reason's own message can hold the value, so only its kind is said.
            throw new SerializationException("A " + value.getSchema().getFullName() + " for topic " + topic
                    + " does not fit its schema: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        if (config != null) {
            config.registry().close();
        }
    }

    private byte[] encode(SerdeConfig settings, String topic, GenericContainer value) throws IOException {
        Schema schema = javaProperties.strip(value.getSchema());
        String subject = settings.subjectNames().subject(topic, isKey, schema);
        byte[] record = binary(value);
        if (settings.autoRegister()) {
            return message(settings.registry().register(subject, schema), record);
        }
        if (!settings.useLatestVersion()) {
            return message(settings.registry().idOf(subject, schema), record);
        }
        Registry.Version latest = settings.registry().latest(subject);
        return message(latest.id(), latest.schema().equals(schema) ? record : rewrite(record, schema, latest.schema()));
    }

    private static byte[] binary(GenericContainer value) throws IOException {
        GenericData model = value instanceof SpecificRecord
                ? SpecificData.getForClass(value.getClass())
                : GenericData.get();
        return binary(model, value.getSchema(), value);
    }

    private static byte[] rewrite(byte[] record, Schema from, Schema to) throws IOException {
        Object generic = new GenericDatumReader<>(from, to).read(null,
                DecoderFactory.get().binaryDecoder(record, null));
        return binary(GenericData.get(), to, generic);
    }

    private static byte[] binary(GenericData model, Schema schema, Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        @SuppressWarnings("unchecked") // the model's own writer, for a value of the model
        GenericDatumWriter<Object> writer = (GenericDatumWriter<Object>) model.createDatumWriter(schema);
        writer.write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static byte[] message(int id, byte[] record) {
        return ByteBuffer.allocate(1 + Integer.BYTES + record.length).put(MAGIC).putInt(id).put(record).array();
    }
}
