package com.twinafas.mapper.engine;

import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.pipeline.encryption.ContentErased;
import com.twinafas.pipeline.encryption.ContentUnreadable;
import com.twinafas.pipeline.encryption.KeyId;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.avro.RawState;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.twinfield.xml.UnreadableXml;
import com.twinafas.twinfield.xml.Xml;
import com.twinafas.twinfield.xml.XmlElement;
import com.twinafas.twinfield.xml.XmlLimits;

/** Raw records off their topics, as the mapper takes them. */
public final class RawReading {

    private final TenantKafka kafka;
    private final PayloadCipher cipher;

    public RawReading(TenantKafka kafka, PayloadCipher cipher) {
        this.kafka = kafka;
        this.cipher = cipher;
    }

    /**
     * The envelope of a consumed record.
     *
     * @throws UnreadableRecord when its bytes or its names are not those of a raw record
     */
    public Envelope envelope(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        RawRecord raw = kafka.read(record, RawRecord.class);
        try {
            return new Envelope(new RecordKey(raw.getOffice(), RecordKind.ofWireName(raw.getKind()), raw.getCode()),
                    raw);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecord(record.topic(), e);
        }
    }

    /**
     * The record with its element.
     *
     * @throws Unmappable when its payload is not XML, or more than a record can be
     */
    public SourceRecord record(Envelope envelope) {
        RawRecord raw = envelope.raw();
        return new SourceRecord(envelope.key(), raw.getRevision(), raw.getHash(), switch (raw.getState()) {
            case ACTIVE -> SourceRecord.State.ACTIVE;
            case HIDDEN -> SourceRecord.State.HIDDEN;
            case DELETED -> SourceRecord.State.DELETED;
        }, raw.getPolledAt(), element(raw));
    }

    private @Nullable XmlElement element(RawRecord raw) {
        if (raw.getState() == RawState.DELETED) {
            return null;
        }
        try {
            return Xml.parse(cipher.open(raw.getKeyId(), raw.getPayload()));
        } catch (ContentErased e) {
            throw erased(raw);
        } catch (ContentUnreadable e) {
            throw Unmappable.of(FailureCode.RECORD_UNREADABLE, "topic",
                    Topic.raw(RecordKind.ofWireName(raw.getKind())).name());
        } catch (UnreadableXml e) {
            throw e.reason() == UnreadableXml.Reason.TOO_LARGE
                    ? Unmappable.of(FailureCode.RECORD_TOO_LARGE, "limit",
                            XmlLimits.RECORD.characters() + " characters")
                    : Unmappable.of(FailureCode.RECORD_MALFORMED,
                            Map.of("reason", e.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        }
    }

    /** Whether the key of its content was destroyed. */
    public boolean isErased(Envelope envelope) {
        KeyId id = keyId(envelope.raw());
        return id != null && cipher.isErased(id);
    }

    /** The one customer a record is about, by the key of its content; null when only the content can say. */
    public @Nullable RecordKey customer(Envelope envelope) {
        KeyId id = keyId(envelope.raw());
        return id == null ? null : id.customer();
    }

    private static @Nullable KeyId keyId(RawRecord raw) {
        return raw.getKeyId() == null ? null : KeyId.parse(raw.getKeyId());
    }

    /** Whether the key of what is about the owner was destroyed. */
    boolean isErased(RecordKey owner) {
        return cipher.isErased(owner);
    }

    /** By its key the customer it was about; a record of several has no other name than its own. */
    private static Unmappable erased(RawRecord raw) {
        KeyId id = keyId(raw);
        String owner = id == null ? raw.getCode() : RecordKey.parse(id.owner()).code();
        return Unmappable.of(FailureCode.CUSTOMER_ERASED, "customer", owner);
    }

    /** Who a raw record is, before its content is looked at. */
    public record Envelope(RecordKey key, RawRecord raw) {
    }
}
