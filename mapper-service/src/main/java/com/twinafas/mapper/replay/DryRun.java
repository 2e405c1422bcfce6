package com.twinafas.mapper.replay;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.comparison.UpdateComparison;
import com.twinafas.mapper.engine.MappingAttempt;
import com.twinafas.mapper.engine.RawReading;
import com.twinafas.mapper.engine.UpdateWriting;
import com.twinafas.mapper.record.KnownRecords;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.pipeline.kafka.OffsetReader;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.Delivery;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.schemas.update.DocumentKind;

/**
 * What would change in AFAS: an update is held against the one that made what AFAS has, which is mapped once more by the
 * settings of that time. AFAS itself is not asked.
 */
final class DryRun implements AutoCloseable {

    private final TenantKafka kafka;
    private final RawReading reading;
    private final UpdateWriting updates;
    private final PastMappers past;
    private final OffsetReader reader;

    DryRun(TenantKafka kafka, RawReading reading, UpdateWriting updates, PastMappers past) {
        this.kafka = kafka;
        this.reading = reading;
        this.updates = updates;
        this.past = past;
        this.reader = new OffsetReader(kafka);
    }

    /** Counts and finds what sending the updates of a record would do. */
    void of(RawReading.Envelope envelope, List<MapResult.KeyedUpdate> made, CurrentStates states, KnownRecords known,
            Step step) {
        for (MapResult.KeyedUpdate update : made) {
            Delivery delivery = delivery(update.key(), states);
            if (delivery == null || delivery.getContentHash() == null) {
                step.count("new");
                step.found("new " + update.update().documentKind().wireName(), update.key());
            } else if (updates.contentHash(update).equals(delivery.getContentHash())) {
                step.count("unchanged");
            } else {
                change(envelope, update, delivery, known, step);
            }
        }
    }

    private void change(RawReading.Envelope envelope, MapResult.KeyedUpdate update, Delivery delivery,
            KnownRecords known, Step step) {
        DocumentKind kind = update.update().documentKind();
        // What AFAS has of these is never changed: a person is told.
        boolean isTold = kind == DocumentKind.DIRECT_INVOICE || kind == DocumentKind.ENTRY;
        step.count(isTold ? "toBeTold" : "changed");
        Set<String> fields = fields(envelope, update, delivery, known);
        if (fields == null || fields.isEmpty()) {
            step.found("change of the record itself", update.key());
        } else {
            fields.forEach(field -> step.found("change " + field, update.key()));
        }
    }

    /** Null when what AFAS has was made from another state of the record, or by settings that are no more. */
    private @Nullable Set<String> fields(RawReading.Envelope envelope, MapResult.KeyedUpdate update,
            Delivery delivery, KnownRecords known) {
        Long version = delivery.getSettingsVersion();
        if (version == null || !envelope.raw().getHash().equals(delivery.getRawHash())) {
            return null;
        }
        return past.of(version).map(mapper -> MappingAttempt.of(envelope, mapper, reading, known))
                .flatMap(result -> before(result, update.key()))
                .map(before -> UpdateComparison.fields(before.update(), update.update())).orElse(null);
    }

    private static Optional<MapResult.KeyedUpdate> before(MapResult result, RecordKey key) {
        return result instanceof MapResult.Mapped(List<MapResult.KeyedUpdate> made)
                ? made.stream().filter(one -> one.key().equals(key)).findFirst()
                : Optional.empty();
    }

    private @Nullable Delivery delivery(RecordKey key, CurrentStates states) {
        Long offset = states.deliveryOffset(key.toString());
        ConsumerRecord<String, byte[]> record = offset == null
                ? null
                : reader.read(Topic.DELIVERY, key.toString(), offset);
        try {
            return record == null ? null : kafka.read(record, Delivery.class);
        } catch (UnreadableRecord e) {
            return null;
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
