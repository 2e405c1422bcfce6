package com.twinafas.pipeline.encryption;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.ProducerRecord;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.avro.Erasure;
import com.twinafas.schemas.topic.Topic;

/** Records of topic {@code keys}: a key under its owner, an erasure under a name of its own. */
final class KeyRecords {

    /** Says nothing: what is written last makes the broker close the segment before it, so that it can be cleaned. */
    static final String SWEEP = "sweep";

    private static final String ERASED = "erased/";

    private KeyRecords() {
    }

    /** Destroys the owner's key. */
    static ProducerRecord<String, byte[]> destroyed(TenantKafka kafka, String owner) {
        return kafka.record(Topic.KEYS, owner, null);
    }

    static ProducerRecord<String, byte[]> sweep(TenantKafka kafka) {
        return kafka.record(Topic.KEYS, SWEEP, null);
    }

    /** That a customer is to be erased, or was. No key that is written later takes its place. */
    static ProducerRecord<String, byte[]> erased(TenantKafka kafka, String customer, Erasure erasure) {
        return kafka.record(Topic.KEYS, ERASED + customer, com.twinafas.schemas.avro.DataKey.newBuilder()
                .setOwner(customer).setNumber(0).setAt(erasure.getRequestedAt()).setErasure(erasure).build());
    }

    static ProducerRecord<String, byte[]> key(TenantKafka kafka, DataKey key, MasterKeys masters,
            InstantSource clock) {
        return kafka.record(Topic.KEYS, key.owner(),
                com.twinafas.schemas.avro.DataKey.newBuilder().setOwner(key.owner()).setNumber(key.number())
                        .setWrapped(ByteBuffer.wrap(masters.wrap(key))).setAt(clock.instant()).build());
    }
}
