package com.twinafas.pipeline.work;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.topic.Topic;

/**
 * One poller of a kind for a tenant, however many processes run: the one that owns the partition of {@code checkpoint}
 * in their group. The others stand by.
 */
public final class Leadership extends Worker {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final BackOff AFTER_TROUBLE = new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(2));
    private static final Duration STOP = Duration.ofSeconds(30);

    private final String group;
    private final TenantKafka kafka;
    private final Duty duty;
    private boolean leading;

    /** What the leader does. Called on one thread. */
    public interface Duty {

        /** Takes over; when it throws, it is tried again while the partition is ours. */
        void begin();

        /** Whether the duty was lost to another process or cannot go on; it is ended and begun anew. */
        boolean isLost();

        /** Looks after what was begun, every moment. */
        default void tend() {
        }

        /** Ends what was begun, if anything was. */
        void end();
    }

    /** @param group of those of whom one leads */
    public Leadership(String group, TenantKafka kafka, Duty duty, InstantSource clock) {
        super(group + "-leadership", kafka.tenant(), AFTER_TROUBLE, STOP, clock);
        this.group = group;
        this.kafka = kafka;
        this.duty = duty;
    }

    @Override
    protected Consumer<String, byte[]> consumer() {
        return kafka.consumer(group,
                Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest",
                        // The topic may be created after us.
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5000,
                        // A process that joins to stand by must not interrupt the one that leads.
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName()));
    }

    @Override
    protected void follow(Consumer<String, byte[]> consumer, BooleanSupplier stopped) {
        try {
            lead(consumer, stopped);
        } finally {
            end();
        }
    }

    private void lead(Consumer<String, byte[]> member, BooleanSupplier stopped) {
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
        while (!stopped.getAsBoolean()) {
            member.poll(POLL);
            boolean owner = !member.assignment().isEmpty();
            member.pause(member.assignment());
            if (leading && (!owner || duty.isLost())) {
                end();
            }
            if (owner && !leading) {
                duty.begin();
                leading = true;
            } else if (leading) {
                duty.tend();
            }
        }
    }

    private void end() {
        leading = false;
        duty.end();
    }
}
