package com.twinafas.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import com.twinafas.pipeline.encryption.NewKeys;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.avro.RawState;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;

/** Raw topics of a tenant with any number of sales invoices, encrypted as the poller would. */
final class RawInvoices {

    private static final Duration POLL = Duration.ofMillis(200);

    private RawInvoices() {
    }

    /** Writes what a mapper needs to know, and then so many invoices, each of its own number. */
    static void produce(TenantKafka kafka, NewKeys keys, int number) {
        RawCompany company = new RawCompany(
                Company.generate(1, new CompanySize(330, 68, 340, LocalDate.of(2026, 11, 20))));
        try (Producer<String, byte[]> producer = kafka.producer()) {
            for (List<RawCompany.Raw> known : List.of(company.reference(), company.customers(), company.articles())) {
                known.forEach(raw -> send(producer, kafka, keys, raw.key(), raw.key(), raw.bytes()));
            }
            for (String office : List.of("NLA001", "0042")) {
                for (RecordKind kind : List.of(RecordKind.CUSTOMER, RecordKind.ARTICLE, RecordKind.REFERENCE)) {
                    send(producer, kafka, office, kind);
                }
            }
            List<RawCompany.Raw> invoices = company.invoices().stream()
                    .filter(raw -> raw.xml().contains("<status>final<"))
                    .filter(raw -> raw.key().office().equals("NLA001")).toList();
            for (ProducerRecord<String, byte[]> key : keys.records()) {
                var _ = producer.send(key);
            }
            keys.committed();
            for (int i = 0; i < number; i++) {
                RawCompany.Raw raw = invoices.get(i % invoices.size());
                String old = raw.key().code().substring(raw.key().code().indexOf('/') + 1);
                String numbered = raw.xml().replace(
                        "<invoicenumber>" + old + "<", "<invoicenumber>" + (1_000_000 + i) + "<");
                send(producer, kafka, keys, RecordKey.parse(raw.key().office() + "/sales-invoice/"
                        + raw.key().code().substring(0, raw.key().code().indexOf('/')) + "/" + (1_000_000 + i)),
                        raw.customer(), numbered.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void send(Producer<String, byte[]> producer, TenantKafka kafka, NewKeys keys, RecordKey key,
            RecordKey owner, byte[] xml) {
        PayloadCipher.Sealed sealed = keys.seal(owner, xml);
        var _ = producer.send(kafka.record(Topic.raw(key.kind()), key.toString(),
                RawRecord.newBuilder().setOffice(key.office()).setKind(key.kind().wireName()).setCode(key.code())
                        .setRevision(1).setHash("0".repeat(64)).setState(RawState.ACTIVE).setPolledAt(Instant.EPOCH)
                        .setKeyId(sealed.keyId()).setPayload(sealed.payload()).build()));
    }

    private static void send(Producer<String, byte[]> producer, TenantKafka kafka, String office, RecordKind kind) {
        String name = office + "/" + kind.wireName();
        var _ = producer.send(kafka.record(Topic.CHECKPOINT, name, Checkpoint.newBuilder().setName(name)
                .setCompleteSince(Instant.EPOCH).setPosition(Map.of()).setAt(Instant.EPOCH).build()));
    }

    /** Says how many updates the mapper made of them; fails when it did something else with most. */
    static long updates(TenantKafka kafka, int number) {
        AtomicLong updates = new AtomicLong();
        kafka.readToEnd(Topic.UPDATE, record -> {
            if (RecordKey.parse(String.valueOf(record.key())).kind() == RecordKind.SALES_INVOICE) {
                updates.incrementAndGet();
            }
        });
        if (updates.get() < number / 2) {
            throw new IllegalStateException("Only " + updates + " of " + number + " invoices became updates");
        }
        return updates.get();
    }

    /** Seconds to read all raw invoices, envelope included. */
    static double secondsToRead(TenantKafka kafka, int number) throws UnreadableRecord {
        TopicPartition partition = kafka.partition(Topic.SALES_INVOICE);
        try (Consumer<String, byte[]> raw = kafka.consumer(null, Map.of())) {
            raw.assign(List.of(partition));
            raw.seekToBeginning(List.of(partition));
            Instant begun = Instant.now();
            int read = 0;
            while (read < number) {
                for (var record : raw.poll(POLL)) {
                    kafka.read(record, RawRecord.class);
                    read++;
                }
            }
            return PipelineRun.seconds(begun, Instant.now());
        }
    }
}
