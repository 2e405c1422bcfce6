package com.twinafas.poller.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.topic.Topic;

/**
 * One poller for a tenant, however many processes run: the one that owns the partition of {@code checkpoint} in the
 * group of the pollers. The others stand by.
 */
public final class Leadership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

    private final TenantKafka kafka;
    private final Duty duty;
    private final Thread thread;
    private boolean leading;
    private volatile boolean closed;
    private volatile @Nullable Consumer<String, byte[]> consumer;

    /** What the leader does. Called on one thread. */
    public interface Duty {

        /** Takes over; when it throws, it is tried again while the partition is ours. */
        void begin();

        /** Whether the duty was lost to another process or cannot go on; it is ended and begun anew. */
        boolean isLost();

        /** Ends what was begun, if anything was. */
        void end();
    }

    public Leadership(TenantKafka kafka, Duty duty) {
        this.kafka = kafka;
        this.duty = duty;
        this.thread = Thread.ofPlatform().name("poller-leadership").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            // A killed process holds the partition until its session ends; six seconds is the least a broker allows.
            try (Consumer<String, byte[]> member = kafka.consumer("poller",
                    Map.of(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000,
                            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1500,
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest",
                            // The topic may be created after us.
                            ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5000,
                            // A process that joins to stand by must not interrupt the one that leads.
                            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                            CooperativeStickyAssignor.class.getName()))) {
                consumer = member;
                lead(member);
            } catch (WakeupException e) {
                LOG.debug("Woken up to end");
            } catch (KafkaException e) {
                LOG.atWarn().addKeyValue("tenant", kafka.tenant()).setCause(e).log("The pollers' group is left");
            } finally {
                consumer = null;
                end();
            }
            pause();
        }
    }

    private void lead(Consumer<String, byte[]> member) {
        member.subscribe(List.of(kafka.name(Topic.CHECKPOINT)), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                end();
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                // The loop sees it; what takes long must not happen inside a rebalance.
            }
        });
        while (!closed) {
            member.poll(POLL);
            boolean owner = !member.assignment().isEmpty();
            member.pause(member.assignment());
            if (leading && (!owner || duty.isLost())) {
                end();
            }
            if (owner && !leading) {
                duty.begin();
                leading = true;
            }
        }
    }

    private void end() {
        leading = false;
        duty.end();
    }

    /** A moment before the group is joined again. */
    private void pause() {
        if (!closed) {
            java.util.concurrent.locks.LockSupport.parkNanos(AFTER_TROUBLE.toNanos());
        }
    }

    @Override
    public void close() {
        closed = true;
        Consumer<String, byte[]> member = consumer;
        if (member != null) {
            member.wakeup();
        }
        java.util.concurrent.locks.LockSupport.unpark(thread);
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
