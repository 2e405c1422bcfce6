package com.twinafas.pipeline.reconciliation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import com.twinafas.pipeline.kafka.TenantKafka;

/** The reconciliations as their topic tells, for whoever asks. */
public final class ReconciliationBoard {

    private final ReconciliationRecords records;
    private final Map<String, Reconciliation> all = new ConcurrentHashMap<>();

    public ReconciliationBoard(TenantKafka kafka) {
        this.records = new ReconciliationRecords(kafka);
    }

    /** A record of topic {@code checkpoint}; one that is no reconciliation's changes nothing. */
    public void read(ConsumerRecord<String, byte[]> record) {
        if (!ReconciliationRecords.isReconciliation(record)) {
            return;
        }
        if (record.value() == null) {
            all.remove(ReconciliationRecords.id(record));
        } else {
            records.read(record).ifPresent(one -> all.put(one.id(), one));
        }
    }

    public Optional<Reconciliation> one(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /** All that are remembered, the last that was asked for first. */
    public List<Reconciliation> all() {
        return all.values().stream().sorted(
                Comparator.comparing(Reconciliation::askedAt).reversed().thenComparing(Reconciliation::office))
                .toList();
    }
}
