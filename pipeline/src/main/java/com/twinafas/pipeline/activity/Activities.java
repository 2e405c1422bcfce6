package com.twinafas.pipeline.activity;

import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.avro.Activity;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;

/** Makes the records that tell a record's story; who makes one sends it in the transaction of the step itself. */
public final class Activities {

    private final TenantKafka kafka;
    private final InstantSource clock;
    private final Stage stage;

    public Activities(TenantKafka kafka, InstantSource clock, Stage stage) {
        this.kafka = kafka;
        this.clock = clock;
        this.stage = stage;
    }

    /** @param details keys and codes, never personal data */
    public ProducerRecord<String, byte[]> step(RecordKey key, String step, @Nullable Long revision,
            Map<String, String> details) {
        return step(key, step, revision, details, null);
    }

    /**
     * A step with what was said, word for word.
     *
     * @param details keys and codes, never personal data
     * @param content sealed; null when there is none
     */
    public ProducerRecord<String, byte[]> step(RecordKey key, String step, @Nullable Long revision,
            Map<String, String> details, PayloadCipher.@Nullable Sealed content) {
        return kafka.record(Topic.ACTIVITY, key.toString(),
                Activity.newBuilder().setOffice(key.office()).setKind(key.kind().wireName()).setCode(key.code())
                        .setAt(clock.instant()).setStage(stage.wireName()).setStep(step).setRevision(revision)
                        .setDetails(details).setKeyId(content == null ? null : content.keyId())
                        .setPayload(content == null ? null : content.payload()).build());
    }
}
