package com.twinafas.mapper.engine;

import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.MapResult.KeyedUpdate;
import com.twinafas.pipeline.encryption.ContentErased;
import com.twinafas.pipeline.encryption.ContentUnreadable;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.avro.Update;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.EntryDebtor;
import com.twinafas.schemas.update.UpdateCodec;

/** Updates onto their topic. */
public final class UpdateWriting {

    private final TenantKafka kafka;
    private final PayloadCipher cipher;
    private final InstantSource clock;
    private final UpdateCodec codec = new UpdateCodec();

    public UpdateWriting(TenantKafka kafka, PayloadCipher cipher, InstantSource clock) {
        this.kafka = kafka;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * What becomes of a record as its updates are encrypted: refused when there is no key for them any more.
     *
     * @param topic           {@link Topic#UPDATE}, or {@link Topic#UPDATE_BULK} for what must not hold up today's
     * @param raw             what they were made from
     * @param settingsVersion of the settings and mapping that made them
     * @param made            takes the records
     */
    public MapResult written(Topic topic, MapResult.Mapped mapped, RawRecord raw, long settingsVersion,
            List<ProducerRecord<String, byte[]>> made) {
        try {
            mapped.updates().forEach(one -> made.add(record(topic, one, raw, settingsVersion)));
            return mapped;
        } catch (ContentErased e) {
            return new MapResult.Refused(Cause.of(FailureCode.CUSTOMER_ERASED, "customer", raw.getCode()), null);
        } catch (ContentUnreadable e) {
            return new MapResult.Refused(Cause.of(FailureCode.RECORD_UNREADABLE, "topic",
                    Topic.raw(RecordKind.ofWireName(raw.getKind())).name()), null);
        }
    }

    /**
     * The hash under which a delivery remembers what an update says.
     *
     * @throws ContentErased when the customer was erased
     */
    public String contentHash(KeyedUpdate made) {
        return keyed(made, cipher).contentHash();
    }

    private ProducerRecord<String, byte[]> record(Topic topic, KeyedUpdate made, RawRecord raw, long settingsVersion) {
        List<DebtorBlock> debtors = debtors(made.update());
        RecordKey key = made.key();
        KeyedUpdate kept = keyed(made, cipher);
        PayloadCipher.Sealed payload = cipher.seal(owner(made), codec.write(kept.update()));
        return kafka.record(topic, key.toString(),
                Update.newBuilder().setOffice(key.office()).setKind(key.kind().wireName()).setCode(key.code())
                        .setRevision(raw.getRevision()).setSettingsVersion(settingsVersion).setRawHash(raw.getHash())
                        .setContentHash(kept.contentHash())
                        .setDocumentKind(made.update().documentKind().wireName())
                        .setCustomerRevision(newest(debtors)).setMappedAt(clock.instant())
                        .setKeyId(payload.keyId()).setPayload(payload.payload()).build());
    }

    /**
     * The update under hashes that say nothing to whoever has no key. A customer's is the same in its own update and in
     * every other one that brings it.
     */
    static KeyedUpdate keyed(KeyedUpdate made, PayloadCipher cipher) {
        return switch (made.update()) {
            case AfasUpdate.DebtorUpdate(DebtorBlock debtor) -> {
                DebtorBlock kept = keyed(debtor, cipher);
                yield new KeyedUpdate(made.key(), new AfasUpdate.DebtorUpdate(kept), kept.contentHash());
            }
            case AfasUpdate.InvoiceUpdate invoice -> new KeyedUpdate(made.key(),
                    invoice.with(keyed(invoice.debtor(), cipher)), cipher.hash(owner(made), made.contentHash()));
            case AfasUpdate.EntryUpdate entry -> new KeyedUpdate(made.key(),
                    entry.with(entry.debtors().stream()
                            .map(one -> new EntryDebtor(keyed(one.debtor(), cipher), one.lines())).toList()),
                    cipher.hash(owner(made), made.contentHash()));
            case AfasUpdate.ItemUpdate _,AfasUpdate.Deletion _ -> made;
        };
    }

    private static DebtorBlock keyed(DebtorBlock block, PayloadCipher cipher) {
        return block.hashed(cipher.hash(block.customer(), block.contentHash()));
    }

    /** Who shares an update with other customers has no key of its own for it. */
    private static RecordKey owner(KeyedUpdate made) {
        List<DebtorBlock> debtors = debtors(made.update());
        return made.update() instanceof AfasUpdate.Deletion
                ? new RecordKey(made.key().office(), RecordKind.REFERENCE, "nobody")
                : debtors.size() == 1 ? debtors.getFirst().customer() : made.key();
    }

    /** Any customer that changes gets a revision above all there were: the newest stands for them all. */
    public static @Nullable Long newest(List<DebtorBlock> debtors) {
        return debtors.stream().map(DebtorBlock::revision).max(Long::compare).orElse(null);
    }

    /** The customers that an update brings. */
    public static List<DebtorBlock> debtors(AfasUpdate update) {
        return switch (update) {
            case AfasUpdate.DebtorUpdate debtor -> List.of(debtor.debtor());
            case AfasUpdate.InvoiceUpdate invoice -> List.of(invoice.debtor());
            case AfasUpdate.EntryUpdate entry -> entry.debtors().stream().map(EntryDebtor::debtor).toList();
            case AfasUpdate.ItemUpdate _,AfasUpdate.Deletion _ -> List.of();
        };
    }
}
