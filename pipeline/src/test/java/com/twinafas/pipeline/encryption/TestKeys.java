package com.twinafas.pipeline.encryption;

import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

import com.twinafas.pipeline.kafka.FencedProducer;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.key.RecordKey;

/** The keys of a tenant in a test, under a master key that all processes of the test share. */
public final class TestKeys {

    /** Worth nothing outside tests. */
    public static final String MASTER_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private TestKeys() {
    }

    public static KeyRing of(TenantKafka kafka) {
        return new KeyRing(kafka, MasterKeys.parse(MASTER_KEY), InstantSource.system());
    }

    /** As the poller does it: under a key that is committed with it when there was none. */
    public static PayloadCipher.Sealed seal(TenantKafka kafka, KeyRing ring, RecordKey owner, byte[] content) {
        NewKeys keys = ring.newKeys();
        PayloadCipher.Sealed sealed = keys.seal(owner, content);
        List<ProducerRecord<String, byte[]>> records = keys.records();
        if (!records.isEmpty()) {
            try (FencedProducer producer = FencedProducer.open(kafka, "test-keys")) {
                producer.commit(records);
            }
            keys.committed();
        }
        return sealed;
    }
}
