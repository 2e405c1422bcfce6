package com.twinafas.mapper.engine;

import java.time.InstantSource;
import java.util.List;
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
import com.twinafas.schemas.update.EntryDebtor;
import com.twinafas.schemas.update.UpdateCodec;

/** Updates onto their topic. */
final class UpdateWriting {

    private final TenantKafka kafka;
    private final PayloadCipher cipher;
    private final InstantSource clock;
    private final UpdateCodec codec = new UpdateCodec();

    UpdateWriting(TenantKafka kafka, PayloadCipher cipher, InstantSource clock) {
        this.kafka = kafka;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * @param raw             what it was made from
     * @param settingsVersion of the settings and mapping that made it
     */
    ProducerRecord<String, byte[]> record(KeyedUpdate made, RawRecord raw, long settingsVersion) {
        List<DebtorBlock> debtors = debtors(made.update());
        RecordKey key = made.key();
        // Who shares an update with other customers has no key of its own for it.
        PayloadCipher.Sealed payload = cipher.seal(debtors.size() == 1 ? debtors.getFirst().customer() : key,
                codec.write(made.update()));
        return kafka.record(Topic.UPDATE, key.toString(),
                Update.newBuilder().setOffice(key.office()).setKind(key.kind().wireName()).setCode(key.code())
                        .setRevision(raw.getRevision()).setSettingsVersion(settingsVersion).setRawHash(raw.getHash())
                        .setContentHash(made.contentHash())
                        .setDocumentKind(made.update().documentKind().wireName())
                        .setCustomerRevision(newest(debtors)).setMappedAt(clock.instant())
                        .setKeyId(payload.keyId()).setPayload(payload.payload()).build());
    }

    /** Any customer that changes gets a revision above all there were: the newest stands for them all. */
    static @Nullable Long newest(List<DebtorBlock> debtors) {
        return debtors.stream().map(DebtorBlock::revision).max(Long::compare).orElse(null);
    }

    /** The customers that an update brings. */
    static List<DebtorBlock> debtors(AfasUpdate update) {
        return switch (update) {
            case AfasUpdate.DebtorUpdate debtor -> List.of(debtor.debtor());
            case AfasUpdate.InvoiceUpdate invoice -> List.of(invoice.debtor());
            case AfasUpdate.EntryUpdate entry -> entry.debtors().stream().map(EntryDebtor::debtor).toList();
            case AfasUpdate.ItemUpdate _,AfasUpdate.Deletion _ -> List.of();
        };
    }
}
