package com.twinafas.mapper.engine;

import java.time.InstantSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.record.MapResult.KeyedUpdate;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.avro.Update;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.UpdateCodec;

/** Updates onto their topic. */
final class UpdateWriting {

    private final TenantKafka kafka;
    private final PayloadCipher cipher;
    private final InstantSource clock;
    private final long settingsVersion;
    private final UpdateCodec codec = new UpdateCodec();

    /** @param settingsVersion of the settings and mapping that make the updates */
    UpdateWriting(TenantKafka kafka, PayloadCipher cipher, InstantSource clock, long settingsVersion) {
        this.kafka = kafka;
        this.cipher = cipher;
        this.clock = clock;
        this.settingsVersion = settingsVersion;
    }

    /** @param raw what it was made from */
    ProducerRecord<String, byte[]> record(KeyedUpdate made, RawRecord raw) {
        DebtorBlock debtor = debtor(made.update());
        RecordKey key = made.key();
        PayloadCipher.Sealed payload = cipher.seal(debtor == null ? key : debtor.customer(),
                codec.write(made.update()));
        return kafka.record(Topic.UPDATE, key.toString(),
                Update.newBuilder().setOffice(key.office()).setKind(key.kind().wireName()).setCode(key.code())
                        .setRevision(raw.getRevision()).setSettingsVersion(settingsVersion).setRawHash(raw.getHash())
                        .setContentHash(made.contentHash())
                        .setDocumentKind(made.update().documentKind().wireName())
                        .setCustomerRevision(debtor == null ? null : debtor.revision()).setMappedAt(clock.instant())
                        .setKeyId(payload.keyId()).setPayload(payload.payload()).build());
    }

    private static @Nullable DebtorBlock debtor(AfasUpdate update) {
        return switch (update) {
            case AfasUpdate.DebtorUpdate debtor -> debtor.debtor();
            case AfasUpdate.InvoiceUpdate invoice -> invoice.debtor();
            case AfasUpdate.EntryUpdate entry -> entry.debtor();
            case AfasUpdate.ItemUpdate _,AfasUpdate.Deletion _ -> null;
        };
    }
}
