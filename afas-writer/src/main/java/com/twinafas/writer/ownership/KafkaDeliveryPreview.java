package com.twinafas.writer.ownership;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.message.RequestBody;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.preview.DeliveryPreview;
import com.twinafas.pipeline.preview.Difference;
import com.twinafas.pipeline.preview.MappedUpdate;
import com.twinafas.pipeline.preview.PlannedDelivery;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Update;
import com.twinafas.writer.delivery.Version;
import com.twinafas.writer.dispatch.UpdateKeys;
import com.twinafas.writer.preview.AfasComparison;
import com.twinafas.writer.preview.Rehearsal;

/** Rehearses updates on the deliveries of their topic. */
public final class KafkaDeliveryPreview implements DeliveryPreview {

    private final TenantKafka kafka;
    private final Afas afas;
    private final CurrentSettings settings;
    private final PayloadCipher cipher;
    private final InstantSource clock;

    public KafkaDeliveryPreview(TenantKafka kafka, Afas afas, CurrentSettings settings, PayloadCipher cipher,
            InstantSource clock) {
        this.kafka = kafka;
        this.afas = afas;
        this.settings = settings;
        this.cipher = cipher;
        this.clock = clock;
    }

    @Override
    public List<PlannedDelivery> of(List<MappedUpdate> updates) {
        Set<RecordKey> keys = new HashSet<>();
        for (MappedUpdate update : updates) {
            keys.add(update.key());
            keys.addAll(UpdateKeys.customers(update.content()));
        }
        Map<RecordKey, Delivery> deliveries = new HashMap<>();
        read(keys, deliveries);
        Settings now = settings.get();
        Rehearsal rehearsal = new Rehearsal(afas, now, clock);
        AfasComparison comparison = new AfasComparison(afas, now.afas().connectors());
        return updates.stream().map(update -> planned(update, deliveries, rehearsal, comparison)).toList();
    }

    private PlannedDelivery planned(MappedUpdate update, Map<RecordKey, Delivery> deliveries, Rehearsal rehearsal,
            AfasComparison comparison) {
        Rehearsal.Result result = rehearsal.of(new Update(update.key(),
                new Version(update.revision(), update.settingsVersion(), update.rawHash(), update.contentHash(),
                        update.customerRevision()),
                update.content(), new Update.Position(Topic.UPDATE, -1)), deliveries, this::isLinkedByAnother);
        List<Difference> differences = new ArrayList<>();
        Cause failure = result.refusal();
        try {
            for (AfasRequest request : result.requests()) {
                comparison.changes(request)
                        .forEach(change -> differences.add(new Difference(request.connector() + "/" + change.field(),
                                change.now(), change.then())));
            }
        } catch (AfasFailure e) {
            failure = failure == null ? e.failure() : failure;
        }
        return new PlannedDelivery(result.outcome(), failure, result.requests().stream()
                .map(request -> new PlannedDelivery.Request(request.method().name(), request.connector(),
                        RequestBody.of(request)))
                .toList(), differences);
    }

    private void read(Set<RecordKey> keys, Map<RecordKey, Delivery> deliveries) {
        Set<String> names = new HashSet<>();
        keys.forEach(key -> names.add(key.toString()));
        kafka.readToEnd(Topic.DELIVERY, record -> {
            if (names.contains(record.key()) && record.value() != null) {
                Delivery delivery = DeliveryRecords.toDelivery(value(record), cipher);
                deliveries.put(delivery.key(), delivery);
            }
        });
    }

    private boolean isLinkedByAnother(String debtor, RecordKey customer) {
        Set<RecordKey> linked = new HashSet<>();
        kafka.readToEnd(Topic.DELIVERY, record -> {
            if (record.value() == null || RecordKey.parse(record.key()).kind() != RecordKind.CUSTOMER) {
                return;
            }
            Delivery delivery = DeliveryRecords.withoutValues(value(record));
            if (debtor.equals(delivery.afas("DbId"))) {
                linked.add(delivery.key());
            } else {
                linked.remove(delivery.key());
            }
        });
        linked.remove(customer);
        return !linked.isEmpty();
    }

    private com.twinafas.schemas.avro.Delivery value(ConsumerRecord<String, byte[]> record) {
        try {
            return kafka.read(record, com.twinafas.schemas.avro.Delivery.class);
        } catch (UnreadableRecord e) {
            // Never taken for a record that AFAS does not have.
            throw new IllegalStateException("The delivery of " + record.key() + " cannot be read", e);
        }
    }
}
