package com.twinafas.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import com.twinafas.pipeline.encryption.KeyRing;
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
import com.twinafas.standalone.broker.EmbeddedBroker;
import com.twinafas.standalone.process.Standalone;
import com.twinafas.standalone.registry.SchemaRegistry;

/**
 * Raw sales invoices through the running mapper, on Kafka with its transactions, all in this process. The baseline is a
 * consumer that only reads the same records. The heap is what is in use after a collection, at each tenth.
 */
final class PipelineRun {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int number;

    PipelineRun(int number) {
        this.number = number;
    }

    void run() throws IOException, UnreadableRecord, InterruptedException {
        Path folder = Files.createTempDirectory("twinafas-benchmark");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                SchemaRegistry registry = SchemaRegistry.start(
                        Map.of("bootstrap.servers", broker.bootstrapServers()), "_schemas", 0)) {
            Map<String, Object> settings = DemoSettings.withoutSystems();
            settings.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
            settings.put("spring.kafka.properties.schema.registry.url", registry.url());
            settings.put("server.port", 0);
            settings.put("logging.level.root", "WARN");
            settings.put("twinafas.roles", "notifier");
            try (Standalone producing = Standalone.start(settings)) {
                produce(producing.get(TenantKafka.class), producing.get(KeyRing.class).newKeys());
            }
            settings.put("twinafas.roles", "mapper");
            Instant begun = Instant.now();
            try (Standalone mapping = Standalone.start(settings)) {
                measure(mapping.get(TenantKafka.class), begun);
            }
        }
    }

    private void measure(TenantKafka kafka, Instant begun) throws UnreadableRecord, InterruptedException {
        System.out.println("mapper in work after " + Duration.between(begun, Instant.now()).toMillis() + " ms");
        Instant first = null;
        Instant last = begun;
        long mapped = 0;
        int tenths = 0;
        TopicPartition partition = kafka.partition(Topic.SALES_INVOICE);
        try (Consumer<String, byte[]> mapper = kafka.consumer("mapper", Map.of())) {
            while (mapped < number) {
                OffsetAndMetadata committed = mapper.committed(Set.of(partition)).get(partition);
                long now = committed == null ? 0 : committed.offset();
                if (now > mapped) {
                    mapped = now;
                    last = Instant.now();
                    first = first == null ? last : first;
                } else if (Duration.between(last, Instant.now()).compareTo(PATIENCE) > 0) {
                    throw new IllegalStateException("Only " + mapped + " of " + number + " were mapped");
                }
                if (mapped * 10 / number > tenths) {
                    tenths = (int) (mapped * 10 / number);
                    System.out.println(mapped + " mapped, heap in use " + heap() + " MB");
                }
                Thread.sleep(POLL);
            }
        }
        double mapper = number / seconds(Objects.requireNonNull(first), last);
        double baseline = number / read(kafka);
        System.out.printf("mapper %.0f/s, reading the same records only %.0f/s, ratio %.3f%n", mapper, baseline,
                mapper / baseline);
    }

    /** Seconds to read all raw invoices, envelope included. */
    private double read(TenantKafka kafka) throws UnreadableRecord {
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
            return seconds(begun, Instant.now());
        }
    }

    private void produce(TenantKafka kafka, NewKeys keys) {
        RawCompany company = new RawCompany(
                Company.generate(1, new CompanySize(330, 68, 340, LocalDate.of(2026, 11, 20))));
        try (Producer<String, byte[]> producer = kafka.producer()) {
            for (List<RawCompany.Raw> known : List.of(company.reference(), company.customers())) {
                known.forEach(raw -> send(producer, kafka, keys, raw.key(), raw.key(), raw.bytes()));
            }
            for (String office : List.of("NLA001", "0042")) {
                for (RecordKind kind : List.of(RecordKind.CUSTOMER, RecordKind.REFERENCE)) {
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

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024 / 1024;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
