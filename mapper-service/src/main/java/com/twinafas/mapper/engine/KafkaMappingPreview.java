package com.twinafas.mapper.engine;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.pipeline.encryption.ContentErased;
import com.twinafas.pipeline.encryption.ContentUnreadable;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.OffsetReader;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.preview.MadeValue;
import com.twinafas.pipeline.preview.MappedRecord;
import com.twinafas.pipeline.preview.MappedUpdate;
import com.twinafas.pipeline.preview.MappingPreview;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.avro.RawState;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/** Maps the last state of records off their topics, with everything the mapper itself would know; changes nothing. */
public final class KafkaMappingPreview implements MappingPreview {

    private final TenantKafka kafka;
    private final LiveMapper live;
    private final PayloadCipher cipher;
    private final RawReading reading;

    public KafkaMappingPreview(TenantKafka kafka, LiveMapper live, PayloadCipher cipher) {
        this.kafka = kafka;
        this.live = live;
        this.cipher = cipher;
        this.reading = new RawReading(kafka, cipher);
    }

    @Override
    public List<MappedRecord> of(List<RecordKey> keys, Optional<String> tried) {
        RecordMapper mapper = tried.map(yaml -> live.with(MappingReader.overridden("mapping", yaml)))
                .orElseGet(live::get);
        Map<String, ConsumerRecord<String, byte[]>> found = new LinkedHashMap<>();
        keys.stream().map(RecordKey::kind).distinct().forEach(kind -> {
            List<String> wanted = keys.stream().map(RecordKey::toString).toList();
            kafka.readToEnd(Topic.raw(kind), record -> {
                if (wanted.contains(record.key()) && record.value() != null) {
                    found.put(record.key(), record);
                }
            });
        });
        OffsetReader reader = new OffsetReader(kafka);
        Tables tables = new Tables(kafka, reading, reader);
        try {
            tables.catchUp(news -> {
            });
            return keys.stream().map(key -> found.get(key.toString())).filter(Objects::nonNull)
                    .map(record -> map(record, mapper, tables)).toList();
        } finally {
            tables.close();
        }
    }

    @Override
    public List<RecordKey> last(RecordKind kind, int number) {
        SequencedMap<String, RecordKey> newest = new LinkedHashMap<>();
        kafka.readToEnd(Topic.raw(kind), record -> {
            if (record.key() != null && record.value() != null) {
                newest.putLast(record.key(), RecordKey.parse(record.key()));
                if (newest.size() > number) {
                    newest.pollFirstEntry();
                }
            }
        });
        return List.copyOf(newest.sequencedValues().reversed());
    }

    private MappedRecord map(ConsumerRecord<String, byte[]> record, RecordMapper mapper, Tables tables) {
        RecordKey key = RecordKey.parse(record.key());
        try {
            RawRecord raw = reading.envelope(record).raw();
            return map(key, raw, raw.getState() == RawState.DELETED ? null : text(raw), mapper, tables);
        } catch (ContentErased e) {
            return new MappedRecord(key, null, null, Cause.of(FailureCode.CUSTOMER_ERASED, "customer", key.code()),
                    List.of());
        } catch (UnreadableRecord | ContentUnreadable e) {
            return new MappedRecord(key, null, null,
                    Cause.of(FailureCode.RECORD_UNREADABLE, "topic", Topic.raw(key.kind()).name()), List.of());
        }
    }

    private String text(RawRecord raw) {
        return new String(cipher.open(raw.getKeyId(), raw.getPayload()), StandardCharsets.UTF_8);
    }

    private MappedRecord map(RecordKey key, RawRecord raw, @Nullable String xml, RecordMapper mapper, Tables tables)
            throws UnreadableRecord {
        MadeValues values = new MadeValues();
        MapResult result;
        try {
            result = mapper.map(reading.record(new RawReading.Envelope(key, raw)), tables, values);
        } catch (Unmappable e) {
            result = new MapResult.Refused(e.why(), null);
        }
        return switch (result) {
            case MapResult.Mapped(List<MapResult.KeyedUpdate> made) -> new MappedRecord(key, xml, null, null,
                    made.stream()
                            .map(update -> update(UpdateWriting.keyed(update, cipher), raw, mapper.settingsVersion(),
                                    values.of(update.update())))
                            .toList());
            case MapResult.Waiting waiting -> new MappedRecord(key, xml,
                    "waits for " + waiting.needed().stream().map(RecordKey::toString).sorted()
                            .collect(Collectors.joining(", ")),
                    null, List.of());
            case MapResult.Refused refused -> new MappedRecord(key, xml, null, refused.cause(), List.of());
            case MapResult.Ignored ignored -> new MappedRecord(key, xml, ignored.reason(), null, List.of());
        };
    }

    private static MappedUpdate update(MapResult.KeyedUpdate made, RawRecord raw, long version,
            List<MadeValue> values) {
        return new MappedUpdate(made.key(), raw.getRevision(), version, raw.getHash(), made.contentHash(),
                UpdateWriting.newest(UpdateWriting.debtors(made.update())), made.update(), values);
    }
}
