package com.twinafas.schemas.serde;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.avro.Checkpoint;

/** The serializers with the registry in memory. */
class InMemoryRegistrySerializerTest extends SerializerContract {

    private static final Map<String, Object> CONFIG = Map.of("schema.registry.url", "mock://contract",
            "specific.avro.reader", true);

    @Override
    protected String registryUrl() {
        return "mock://contract";
    }

    @Test
    void refusesALengthThatTheBytesDoNotHave() {
        // Given
        byte[] header = header();
        ByteBuffer message = ByteBuffer.allocate(10).put(header);
        // The zig-zag form of 2 147 483 639, the longest string that Avro would make room for.
        message.put(new byte[]{(byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f});

        // When, Then
        assertThatThrownBy(() -> deserializer().deserialize("t", message.array()))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void refusesOrReadsAnyBytesAndNothingElse() {
        // Given
        long seed = System.nanoTime();
        System.out.println("Seed of refusesOrReadsAnyBytesAndNothingElse: " + seed);
        Random random = new Random(seed);
        byte[] header = header();
        try (KafkaAvroDeserializer deserializer = deserializer()) {
            for (int i = 0; i < 5000; i++) {
                byte[] noise = new byte[random.nextInt(60)];
                random.nextBytes(noise);
                byte[] message = ByteBuffer.allocate(5 + noise.length).put(header).put(noise).array();

                // When, Then
                try {
                    deserializer.deserialize("t", message);
                } catch (SerializationException e) {
                    // What it is for.
                }
            }
        }
    }

    private static KafkaAvroDeserializer deserializer() {
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        deserializer.configure(CONFIG, false);
        return deserializer;
    }

    private static byte[] header() {
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
            serializer.configure(CONFIG, false);
            byte[] message = serializer.serialize("t", Checkpoint.newBuilder().setName("NL01/customer")
                    .setPosition(Map.of()).setAt(Instant.EPOCH).build());
            return ByteBuffer.allocate(5).put(message, 0, 5).array();
        }
    }
}
