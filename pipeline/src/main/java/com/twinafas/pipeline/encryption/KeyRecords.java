package com.twinafas.pipeline.encryption;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.ProducerRecord;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.topic.Topic;

/** Records of topic {@code keys}: a key under its owner, an erasure under a name of its own. */
final class KeyRecords {

    /** Says nothing: what is written last makes the broker close the segment before it, so that it can be cleaned. */
    static final String SWEEP = "sweep";

    private KeyRecords() {
    }

    static ProducerRecord<String, byte[]> key(TenantKafka kafka, DataKey key, MasterKeys masters,
            InstantSource clock) {
        return kafka.record(Topic.KEYS, key.owner(),
                com.twinafas.schemas.avro.DataKey.newBuilder().setOwner(key.owner()).setNumber(key.number())
                        .setWrapped(ByteBuffer.wrap(masters.wrap(key))).setAt(clock.instant()).build());
    }
}
