package com.twinafas.writer.ownership;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

import com.twinafas.afas.Afas;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.topic.Topic;

/**
 * Runs the writer. However many run for a tenant, the one that Kafka gives the updates is at work, on them and on those
 * of the bulk; the others stand by.
 */
public final class Writer implements SmartLifecycle, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(Writer.class);
    private static final String GROUP = "writer";
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration RESTART = Duration.ofMillis(500);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final TenantKafka kafka;
    private final Settings settings;
    private final Afas afas;
    private final PayloadCipher cipher;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final int intake;
    private final int bulkIntake;
    private final int fetch;
    private @Nullable Run run;
    private volatile @Nullable Tenure tenure;

    public Writer(TenantKafka kafka, Settings settings, Afas afas, PayloadCipher cipher, InstantSource clock,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.settings = settings;
        this.afas = afas;
        this.cipher = cipher;
        this.clock = clock;
        this.meters = meters;
        this.intake = settings.writer().intake();
        // Room is kept for today's updates, however much bulk there is.
        this.bulkIntake = Math.max(1, intake * 4 / 5);
        this.fetch = Math.max(1, intake / 5);
        Gauge.builder("twinafas.writer.open", this, Writer::open).description("Updates in work or waiting")
                .register(meters);
        Gauge.builder("twinafas.writer.owner", this, writer -> writer.tenure == null ? 0 : 1)
                .description("1 when this process is the tenant's writer").register(meters);
        Gauge.builder("twinafas.writer.line.stopped", this, writer -> writer.isLineStopped() ? 1 : 0)
                .description("1 while AFAS cannot be worked with").register(meters);
    }

    @Override
    public synchronized void start() {
        if (run == null) {
            run = new Run();
            run.thread.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (run != null) {
            run.stop();
            run = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return run != null;
    }

    @Override
    public Health health() {
        Health.Builder health = isLineStopped() ? Health.status("DEGRADED") : Health.up();
        return health.withDetail("owner", tenure != null).build();
    }

    private boolean isLineStopped() {
        Tenure current = tenure;
        return current != null && current.isLineStopped();
    }

    private int open() {
        Tenure current = tenure;
        return current == null ? 0 : current.size();
    }

    /** From start to stop. */
    private final class Run implements ConsumerRebalanceListener {

        private final Thread thread = Thread.ofPlatform().name("writer").daemon().unstarted(this::untilStopped);
        private final CountDownLatch stopped = new CountDownLatch(1);
        private volatile @Nullable Consumer<String, byte[]> waking;
        private boolean owner;
        private boolean bulkComes;

        private void stop() {
            stopped.countDown();
            Consumer<String, byte[]> current = waking;
            if (current != null) {
                current.wakeup();
            }
            try {
                thread.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void untilStopped() {
            while (!isStopped(Duration.ZERO)) {
                try {
                    follow();
                } catch (WakeupException e) {
                    log.debug("Stopping");
                } catch (RuntimeException e) {
                    log.atWarn().addKeyValue("tenant", kafka.tenant()).log("The writer starts again: {}",
                            e.getClass().getName());
                }
                if (isStopped(RESTART)) {
                    return;
                }
            }
        }

        private void follow() {
            owner = false;
            try (Consumer<String, byte[]> live = kafka.consumer(GROUP,
                    Map.of(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                            CooperativeStickyAssignor.class.getName(), ConsumerConfig.MAX_POLL_RECORDS_CONFIG, fetch));
                    Consumer<String, byte[]> bulk = kafka.consumer(GROUP,
                            Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, fetch))) {
                waking = live;
                try {
                    live.subscribe(List.of(kafka.name(Topic.UPDATE)), this);
                    bulk.assign(List.of(kafka.partition(Topic.UPDATE_BULK)));
                    bulk.pause(bulk.assignment());
                    while (!isStopped(Duration.ZERO)) {
                        takeIn(live, bulk);
                    }
                } finally {
                    waking = null;
                    end(false);
                }
            }
        }

        private void takeIn(Consumer<String, byte[]> live, Consumer<String, byte[]> bulk) {
            // While bulk comes in, what is live is looked after without waiting for it.
            var updates = live.poll(bulkComes ? Duration.ZERO : POLL);
            Tenure current = tenure;
            if (owner && current == null) {
                current = begin(bulk);
            }
            if (current == null) {
                return;
            }
            Tenure taking = current;
            updates.forEach(record -> taking.accept(Topic.UPDATE, record));
            if (bulk.paused().isEmpty()) {
                var more = bulk.poll(updates.isEmpty() ? POLL : Duration.ZERO);
                bulkComes = !more.isEmpty();
                more.forEach(record -> taking.accept(Topic.UPDATE_BULK, record));
            } else {
                bulkComes = false;
            }
            if (taking.isLost()) {
                throw new IllegalStateException("This process is no longer the writer, or cannot tell");
            }
            open(live, taking.size() < intake);
            open(bulk, taking.size() < intake && taking.bulkSize() < bulkIntake);
        }

        private Tenure begin(Consumer<String, byte[]> bulk) {
            Tenure begun = new Tenure(kafka, bulk.groupMetadata(), settings, afas, cipher, clock, meters);
            tenure = begun;
            TopicPartition partition = kafka.partition(Topic.UPDATE_BULK);
            OffsetAndMetadata committed = bulk.committed(Set.of(partition)).get(partition);
            if (committed == null) {
                bulk.seekToBeginning(List.of(partition));
            } else {
                bulk.seek(partition, committed.offset());
            }
            log.atInfo().addKeyValue("tenant", kafka.tenant()).log("This process is the writer now");
            return begun;
        }

        private void open(Consumer<String, byte[]> consumer, boolean room) {
            if (room) {
                consumer.resume(consumer.assignment());
            } else {
                consumer.pause(consumer.assignment());
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            owner |= partitions.contains(kafka.partition(Topic.UPDATE));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (partitions.contains(kafka.partition(Topic.UPDATE))) {
                end(false);
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            end(true);
        }

        private void end(boolean atOnce) {
            owner = false;
            Tenure ending = tenure;
            tenure = null;
            if (ending == null) {
                return;
            }
            if (atOnce) {
                ending.abandon();
            } else {
                ending.close();
            }
        }

        private boolean isStopped(Duration wait) {
            try {
                return stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }
}
