package com.twinafas.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.topic.Topic;
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
                RawInvoices.produce(producing.get(TenantKafka.class), producing.get(KeyRing.class).newKeys(),
                        number);
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
        double processorTime = processorTime("mapper");
        System.out.println(RawInvoices.updates(kafka, number) + " updates");
        // On a machine that has other work too, this says more than what a clock says.
        System.out.printf("mapper's thread %.0f us of processor time a record%n", processorTime * 1e6 / number);
        double mapper = number / seconds(Objects.requireNonNull(first), last);
        double baseline = number / RawInvoices.secondsToRead(kafka, number);
        System.out.printf("mapper %.0f/s, reading the same records only %.0f/s, ratio %.3f%n", mapper, baseline,
                mapper / baseline);
    }

    static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024 / 1024;
    }

    /** Seconds of one core that the threads of this name had. */
    private static double processorTime(String name) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds())).filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().equals(name))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId())).sum() / 1e9;
    }

    static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
