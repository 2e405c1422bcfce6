package com.twinafas.writer.ownership;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasRequest.Method;
import com.twinafas.pipeline.encryption.ContentErased;
import com.twinafas.pipeline.encryption.ContentUnreadable;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Fingerprints;
import com.twinafas.writer.delivery.Intent;
import com.twinafas.writer.delivery.Version;

/** Deliveries as they stand on their topic. */
public final class DeliveryRecords {

    private DeliveryRecords() {
    }

    static com.twinafas.schemas.avro.Delivery toAvro(Delivery delivery, PayloadCipher cipher) {
        PayloadCipher.Sealed told = told(delivery, cipher);
        Version version = delivery.version();
        Intent intent = delivery.intent();
        return com.twinafas.schemas.avro.Delivery.newBuilder().setOffice(delivery.key().office())
                .setKind(delivery.key().kind().wireName()).setCode(delivery.key().code())
                .setDocumentKind(delivery.documentKind() == null ? null : delivery.documentKind().wireName())
                .setAdministration(delivery.administration()).setAfasKeys(Map.copyOf(delivery.keys()))
                .setRevision(version == null ? null : version.revision())
                .setSettingsVersion(version == null ? null : version.settingsVersion())
                .setRawHash(version == null ? null : version.rawHash())
                .setContentHash(version == null ? null : version.contentHash())
                .setCustomerRevision(version == null ? null : version.customerRevision())
                .setIntent(intent == null ? null : toAvro(intent)).setOutcome(delivery.outcome())
                .setOutcomeCode(delivery.outcomeCode() == null ? null : delivery.outcomeCode().name())
                .setOutcomeAt(delivery.outcomeAt())
                .setTold(told == null ? null : told.payload()).setToldKeyId(told == null ? null : told.keyId())
                .build();
    }

    /**
     * The delivery a record of the topic stands for.
     *
     * @throws ContentUnreadable when what AFAS was told is not encrypted under any key of the tenant
     */
    public static Delivery toDelivery(com.twinafas.schemas.avro.Delivery record, PayloadCipher cipher) {
        Delivery delivery = withoutValues(record);
        return delivery.telling(told(delivery.key(), record, cipher));
    }

    /** The same without what AFAS was told, for which no key is needed. */
    static Delivery withoutValues(com.twinafas.schemas.avro.Delivery record) {
        String kind = record.getDocumentKind();
        String code = record.getOutcomeCode();
        RecordKey key = new RecordKey(record.getOffice(), RecordKind.ofWireName(record.getKind()), record.getCode());
        return new Delivery(key,
                kind == null ? null : DocumentKind.ofWireName(kind), record.getAdministration(),
                new TreeMap<>(record.getAfasKeys()), version(record), intent(record.getIntent()), record.getOutcome(),
                code == null ? null : FailureCode.valueOf(code), record.getOutcomeAt(),
                Fingerprints.none(key));
    }

    private static PayloadCipher.@Nullable Sealed told(Delivery delivery, PayloadCipher cipher) {
        if (delivery.told().hashes().isEmpty()) {
            return null;
        }
        ByteBuffer told = delivery.told().bytes();
        byte[] bytes = new byte[told.remaining()];
        told.get(bytes);
        try {
            return cipher.seal(delivery.key(), bytes);
        } catch (ContentErased | ContentUnreadable e) {
            // A customer without a key is nobody's: what nobody may read is not kept.
            return null;
        }
    }

    /** Of an erased customer nobody knows any more what AFAS was told. */
    private static Fingerprints told(RecordKey key, com.twinafas.schemas.avro.Delivery record, PayloadCipher cipher) {
        ByteBuffer told = record.getTold();
        try {
            return told == null
                    ? Fingerprints.none(key)
                    : Fingerprints.of(key, ByteBuffer.wrap(cipher.open(record.getToldKeyId(), told)));
        } catch (ContentErased e) {
            return Fingerprints.none(key);
        }
    }

    private static com.twinafas.schemas.avro.Intent toAvro(Intent intent) {
        Version version = intent.version();
        return com.twinafas.schemas.avro.Intent.newBuilder().setId(intent.id()).setConnector(intent.connector())
                .setOperation(intent.method().name()).setReference(intent.reference())
                .setRevision(version.revision()).setSettingsVersion(version.settingsVersion())
                .setRawHash(version.rawHash()).setContentHash(version.contentHash())
                .setCustomerRevision(version.customerRevision()).setFacts(Map.copyOf(intent.facts()))
                .setRecordedAt(intent.recordedAt()).setLooks(intent.looks()).build();
    }

    private static @Nullable Version version(com.twinafas.schemas.avro.Delivery record) {
        Long revision = record.getRevision();
        Long settingsVersion = record.getSettingsVersion();
        String rawHash = record.getRawHash();
        String contentHash = record.getContentHash();
        return revision == null || settingsVersion == null || rawHash == null || contentHash == null
                ? null
                : new Version(revision, settingsVersion, rawHash, contentHash, record.getCustomerRevision());
    }

    private static @Nullable Intent intent(com.twinafas.schemas.avro.@Nullable Intent record) {
        return record == null
                ? null
                : new Intent(record.getId(), record.getConnector(), Method.valueOf(record.getOperation()),
                        record.getReference(),
                        new Version(record.getRevision(), record.getSettingsVersion(), record.getRawHash(),
                                record.getContentHash(), record.getCustomerRevision()),
                        new TreeMap<>(record.getFacts()), record.getRecordedAt(), record.getLooks());
    }
}
