package com.twinafas.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.avro.Notice;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.avro.RawState;

/**
 * What a serializer pair owes with a registry. The pair is chosen by class name, with the system properties
 * {@code twinafas.serializer} and {@code twinafas.deserializer}; ours is the default. The registry is told to demand
 * BACKWARD_TRANSITIVE.
 */
public abstract class SerializerContract {

    private static final String NAMESPACE = "com.twinafas.schemas.avro";
    private static final Schema NOTICE_WITHOUT_RECORDS = without(Notice.getClassSchema(), "records");

    private final String topic = "contract-" + UUID.randomUUID();

    /** The address of a registry that runs. */
    protected abstract String registryUrl();

    @Test
    void readsWhatItWrote() {
        // Given
        RawRecord record = raw();

        // When
        Object read = deserializer(Map.of()).deserialize(topic, serialize(Map.of(), record));

        // Then
        assertThat(read).isEqualTo(record);
    }

    @Test
    void readsAGenericRecordUnlessToldOtherwise() {
        // Given
        byte[] message = serialize(Map.of(), raw());

        // When
        Object read = deserializer(Map.of("specific.avro.reader", false)).deserialize(topic, message);

        // Then
        assertThat(read).isInstanceOfSatisfying(GenericRecord.class,
                record -> assertThat(record.get("office")).hasToString("NL01"));
    }

    @Test
    void writesAZeroByteTheIdAndTheBinaryRecord() throws Exception {
        // Given
        RawRecord record = raw();

        // When
        byte[] message = serialize(Map.of(), record);

        // Then
        byte[] withoutHeader = Arrays.copyOfRange(message, 5, message.length);
        byte[] singleObject = new byte[record.toByteBuffer().remaining()];
        record.toByteBuffer().get(singleObject);
        assertThat(message[0]).isZero();
        assertThat(ByteBuffer.wrap(message, 1, 4).getInt()).isPositive();
        assertThat(withoutHeader).isEqualTo(Arrays.copyOfRange(singleObject, 10, singleObject.length));
    }

    @Test
    void givesTheSameIdToAGeneratedClassAndItsSchemaFile() {
        // Given
        Schema file = new JavaProperties().strip(RawRecord.getClassSchema());
        GenericRecord generic = new GenericRecordBuilder(file).set("office", "NL01").set("kind", "customer")
                .set("code", "1000").set("revision", 7L).set("hash", "ab")
                .set("state", new GenericData.EnumSymbol(file.getField("state").schema(), "ACTIVE"))
                .set("polledAt", 1L).set("payload", ByteBuffer.allocate(0)).build();

        // When
        byte[] fromClass = serialize(Map.of(), raw());
        byte[] fromFile = serialize(Map.of(), generic);

        // Then
        assertThat(Arrays.copyOf(fromFile, 5)).isEqualTo(Arrays.copyOf(fromClass, 5));
    }

    @Test
    void carriesADeletionAsNoValue() {
        assertThat(serializer(Map.of()).serialize(topic, null)).isNull();
        assertThat(deserializer(Map.of()).deserialize(topic, null)).isNull();
    }

    @Test
    void readsARecordFromBeforeAFieldWithADefaultWasAdded() {
        // Given
        Schema before = without(RawRecord.getClassSchema(), "keyId");
        GenericRecord old = new GenericRecordBuilder(before).set("office", "NL01").set("kind", "customer")
                .set("code", "1000").set("revision", 7L).set("hash", "ab")
                .set("state", new GenericData.EnumSymbol(before.getField("state").schema(), "ACTIVE"))
                .set("polledAt", 1_000_000L).set("payload", ByteBuffer.allocate(0)).build();
        byte[] message = serialize(Map.of(), old);

        // When
        Object read = deserializer(Map.of()).deserialize(topic, message);

        // Then
        assertThat(read).isInstanceOfSatisfying(RawRecord.class, record -> {
            assertThat(record.getKeyId()).isNull();
            assertThat(record.getPolledAt()).isEqualTo(Instant.ofEpochSecond(1));
        });
    }

    @Test
    void readsARecordFromAfterAFieldWasAddedThatItDoesNotKnow() {
        // Given
        serialize(Map.of(), notice());
        Schema after = with(Notice.getClassSchema(), "severity");
        GenericRecord newer = new GenericRecordBuilder(after).set("cause", "ITEM_MISSING{}").set("stage", "write")
                .set("failureCode", "ITEM_MISSING").set("parameters", Map.of()).set("firstSeenAt", 1L)
                .set("lastSeenAt", 2L).set("records", 3L).set("severity", "high").build();
        byte[] message = serialize(Map.of(), newer);

        // When
        Object read = deserializer(Map.of()).deserialize(topic, message);

        // Then
        assertThat(read).isInstanceOfSatisfying(Notice.class, notice -> assertThat(notice.getRecords()).isEqualTo(3));
    }

    @Test
    void readsARecordFromBeforeAFieldWasRemoved() {
        // Given
        Schema before = with(Notice.getClassSchema(), "severity");
        GenericRecord older = new GenericRecordBuilder(before).set("cause", "ITEM_MISSING{}").set("stage", "write")
                .set("failureCode", "ITEM_MISSING").set("parameters", Map.of()).set("firstSeenAt", 1L)
                .set("lastSeenAt", 2L).set("records", 3L).set("severity", "high").build();
        byte[] message = serialize(Map.of(), older);
        serialize(Map.of(), notice());

        // When
        Object read = deserializer(Map.of()).deserialize(topic, message);

        // Then
        assertThat(read).isInstanceOf(Notice.class);
    }

    @Test
    void refusesASchemaThatCannotReadWhatIsThere() {
        // Given
        GenericRecord older = new GenericRecordBuilder(NOTICE_WITHOUT_RECORDS).set("cause", "ITEM_MISSING{}")
                .set("stage", "write").set("failureCode", "ITEM_MISSING").set("parameters", Map.of())
                .set("firstSeenAt", 1L).set("lastSeenAt", 2L).build();
        serialize(Map.of(), older);

        // When, Then
        assertThatThrownBy(() -> serialize(Map.of(), notice())).isInstanceOf(Exception.class)
                .hasMessageContaining("compatib");
    }

    @Test
    void refusesAnIdThatTheRegistryDoesNotKnow() {
        // Given
        byte[] message = serialize(Map.of(), raw());
        ByteBuffer.wrap(message).putInt(1, 987_654_321);

        // When, Then
        assertThatThrownBy(() -> deserializer(Map.of()).deserialize(topic, message))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void refusesAnUnknownMagicByte() {
        // Given
        byte[] message = serialize(Map.of(), raw());
        message[0] = 0x7f;

        // When, Then
        assertThatThrownBy(() -> deserializer(Map.of()).deserialize(topic, message))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void refusesTruncatedBytesWhereverTheyEnd() {
        // Given
        byte[] message = serialize(Map.of(), raw());
        Deserializer<Object> deserializer = deserializer(Map.of());

        // When, Then
        for (int length = 1; length < message.length; length++) {
            byte[] truncated = Arrays.copyOf(message, length);
            assertThatThrownBy(() -> deserializer.deserialize(topic, truncated)).as("%d bytes", length)
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void registersNothingWhenItMayNot() {
        // Given
        Map<String, Object> closed = Map.of("auto.register.schemas", false);

        // When, Then
        assertThatThrownBy(() -> serialize(closed, raw())).isInstanceOf(SerializationException.class);
        byte[] registered = serialize(Map.of(), raw());
        assertThat(serialize(closed, raw())).isEqualTo(registered);
    }

    @Test
    void writesWithTheNewestVersionWhenToldTo() {
        // Given
        serialize(Map.of(), notice());
        Schema newest = with(new JavaProperties().strip(Notice.getClassSchema()), "severity");
        GenericRecord newer = new GenericRecordBuilder(newest).set("cause", "ITEM_MISSING{}").set("stage", "write")
                .set("failureCode", "ITEM_MISSING").set("parameters", Map.of()).set("firstSeenAt", 1L)
                .set("lastSeenAt", 2L).set("records", 3L).set("severity", "high").build();
        byte[] withNewest = serialize(Map.of(), newer);

        // When
        byte[] message = serialize(Map.of("auto.register.schemas", false, "use.latest.version", true), newer);

        // Then
        assertThat(message).isEqualTo(withNewest);
    }

    @Test
    void namesTheSubjectByTheStrategy() {
        // Given
        Map<String, Object> byRecord = Map.of("value.subject.name.strategy", strategy("RecordNameStrategy"));

        // When
        byte[] message = serialize(byRecord, raw());

        // Then
        Map<String, Object> closed = new HashMap<>(byRecord);
        closed.put("auto.register.schemas", false);
        assertThat(serialize(closed, raw())).isEqualTo(message);
    }

    private String strategy(String simpleName) {
        return "io.confluent.kafka.serializers.subject." + simpleName;
    }

    private byte[] serialize(Map<String, Object> settings, Object record) {
        byte[] message = serializer(settings).serialize(topic, record);
        assertThat(message).isNotNull();
        return message == null ? new byte[0] : message;
    }

    @SuppressWarnings("unchecked") // what the class is, only its name says
    private Serializer<Object> serializer(Map<String, Object> settings) {
        Serializer<Object> serializer = (Serializer<Object>) create("twinafas.serializer",
                KafkaAvroSerializer.class.getName());
        serializer.configure(config(settings), false);
        return serializer;
    }

    @SuppressWarnings("unchecked") // what the class is, only its name says
    private Deserializer<Object> deserializer(Map<String, Object> settings) {
        Deserializer<Object> deserializer = (Deserializer<Object>) create("twinafas.deserializer",
                KafkaAvroDeserializer.class.getName());
        deserializer.configure(config(settings), false);
        return deserializer;
    }

    private static Object create(String property, String otherwise) {
        TrustedClasses.trust();
        try {
            return Class.forName(System.getProperty(property, otherwise)).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The class of -D" + property + " cannot be used", e);
        }
    }

    private Map<String, Object> config(Map<String, Object> settings) {
        Map<String, Object> config = new HashMap<>(Map.of("schema.registry.url", registryUrl(), "specific.avro.reader",
                true, "avro.remove.java.properties", true, "max.retries", 1));
        config.putAll(settings);
        return config;
    }

    private static RawRecord raw() {
        return RawRecord.newBuilder().setOffice("NL01").setKind("customer").setCode("1000").setRevision(7)
                .setHash("ab12").setState(RawState.ACTIVE).setPolledAt(Instant.parse("2026-01-02T03:04:05.678901Z"))
                .setKeyId("key-1").setPayload(ByteBuffer.wrap("<dimension/>".getBytes(StandardCharsets.UTF_8))).build();
    }

    private static Notice notice() {
        return Notice.newBuilder().setCause("ITEM_MISSING{item=D012}").setStage("write").setFailureCode("ITEM_MISSING")
                .setParameters(Map.of("item", "D012")).setFirstSeenAt(Instant.EPOCH).setLastSeenAt(Instant.EPOCH)
                .setRecords(37).build();
    }

    private static Schema without(Schema schema, String name) {
        return copy(schema, name, null);
    }

    private static Schema with(Schema schema, String name) {
        return copy(schema, null, new Schema.Field(name, SchemaBuilder.builder().stringType(), null, "unknown"));
    }

    private static Schema copy(Schema schema, @Nullable String omitted, Schema.@Nullable Field added) {
        List<Schema.Field> fields = new java.util.ArrayList<>(
                schema.getFields().stream().filter(field -> !field.name().equals(omitted))
                        .map(field -> new Schema.Field(field, field.schema())).toList());
        if (added != null) {
            fields.add(added);
        }
        return Schema.createRecord(schema.getName(), schema.getDoc(), NAMESPACE, false, fields);
    }
}
