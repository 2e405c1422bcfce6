package com.twinafas.writer.ownership;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import com.twinafas.afas.Afas;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.pipeline.work.BackOff;
import com.twinafas.pipeline.work.Worker;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.writer.delivery.OwnershipLost;

/**
 * Runs the writer. However many run for a tenant, the one that Kafka gives the updates is at work, on them and on those
 * of the bulk; the others stand by.
 */
public final class Writer extends Worker implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(Writer.class);
    private static final String GROUP = "writer";
    private static final Duration POLL = Duration.ofMillis(50);
    private static final BackOff RESTART = new BackOff(Duration.ofMillis(500), Duration.ofMillis(500));
    private static final Duration STOP = Duration.ofSeconds(20);

    private final TenantKafka kafka;
    private final CurrentSettings settings;
    private final Afas afas;
    private final PayloadCipher cipher;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Tracing tracing;
    private final int fetch;
    private volatile @Nullable Tenure tenure;

    public Writer(TenantKafka kafka, CurrentSettings settings, Afas afas, PayloadCipher cipher, InstantSource clock,
            MeterRegistry meters, Tracing tracing) {
        super(GROUP, kafka.tenant(), RESTART, STOP, clock);
        this.kafka = kafka;
        this.settings = settings;
        this.afas = afas;
        this.cipher = cipher;
        this.clock = clock;
        this.meters = meters;
        this.tracing = tracing;
        this.fetch = Math.max(1, settings.get().writer().intake() / 5);
        Gauge.builder("twinafas.writer.open", this, Writer::open).description("Updates in work or waiting")
                .register(meters);
        Gauge.builder("twinafas.writer.owner", this, writer -> writer.tenure == null ? 0 : 1)
                .description("1 when this process is the tenant's writer").register(meters);
        Gauge.builder("twinafas.writer.line.stopped", this, writer -> writer.isLineStopped() ? 1 : 0)
                .description("1 while AFAS cannot be worked with").register(meters);
    }

    @Override
    protected Consumer<String, byte[]> consumer() {
        return kafka.consumer(GROUP, Map.of(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(), ConsumerConfig.MAX_POLL_RECORDS_CONFIG, fetch));
    }

    @Override
    protected void follow(Consumer<String, byte[]> live, BooleanSupplier stopped) {
        if (!settings.await(stopped)) {
            return;
        }
        try (Consumer<String, byte[]> bulk = kafka.consumer(GROUP,
                Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, fetch)); Member member = new Member(live, bulk)) {
            live.subscribe(List.of(kafka.name(Topic.UPDATE)), member);
            bulk.assign(List.of(kafka.partition(Topic.UPDATE_BULK)));
            bulk.pause(bulk.assignment());
            while (!stopped.getAsBoolean()) {
                member.takeIn();
            }
        } catch (OwnershipLost e) {
            log.atWarn().addKeyValue("tenant", kafka.tenant())
                    .log("This process is no longer the writer, or cannot tell");
        }
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

    /** One membership of the group, with the tenure that runs while the updates are its own. */
    private final class Member implements ConsumerRebalanceListener, AutoCloseable {

        private final Consumer<String, byte[]> live;
        private final Consumer<String, byte[]> bulk;
        private boolean owner;
        private boolean bulkComes;
        private boolean winding;

        private Member(Consumer<String, byte[]> live, Consumer<String, byte[]> bulk) {
            this.live = live;
            this.bulk = bulk;
        }

        private void takeIn() {
            // While bulk comes in, what is live is looked after without waiting for it.
            var updates = live.poll(bulkComes ? Duration.ZERO : POLL);
            Tenure taking = tenure;
            if (owner && taking == null) {
                // What was polled just now is read again from where it begins.
                begin();
                return;
            }
            if (taking == null) {
                return;
            }
            if (taking.isLost()) {
                throw new OwnershipLost();
            }
            if (isRenewed(taking)) {
                return;
            }
            taking.obey();
            updates.forEach(record -> taking.accept(Topic.UPDATE, record));
            if (bulk.paused().isEmpty()) {
                var more = bulk.poll(updates.isEmpty() ? POLL : Duration.ZERO);
                bulkComes = !more.isEmpty();
                more.forEach(record -> taking.accept(Topic.UPDATE_BULK, record));
            } else {
                bulkComes = false;
            }
            int intake = settings.get().writer().intake();
            open(live, taking.size() < intake);
            // Room is kept for today's updates, however much bulk there is.
            open(bulk, taking.size() < intake && taking.bulkSize() < Math.max(1, intake * 4 / 5));
        }

        /** Whether the tenure ends because the settings want another: it takes in nothing and lets its work end. */
        private boolean isRenewed(Tenure current) {
            if (!winding && !current.isSetUpFor(settings.get())) {
                winding = true;
                open(live, false);
                open(bulk, false);
                current.wind();
            }
            if (winding && current.isWoundUp()) {
                winding = false;
                tenure = null;
                current.close();
            }
            return winding || tenure == null;
        }

        private void begin() {
            tenure = new Tenure(kafka, bulk.groupMetadata(), settings, afas, cipher, clock, meters, tracing);
            rewind(live, kafka.partition(Topic.UPDATE));
            rewind(bulk, kafka.partition(Topic.UPDATE_BULK));
            log.atInfo().addKeyValue("tenant", kafka.tenant()).log("This process is the writer now");
        }

        private static void rewind(Consumer<String, byte[]> consumer, TopicPartition partition) {
            OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
            if (committed == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, committed.offset());
            }
            consumer.resume(List.of(partition));
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
                close();
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            end(true);
        }

        @Override
        public void close() {
            end(false);
        }

        private void end(boolean atOnce) {
            owner = false;
            winding = false;
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
    }
}
