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
 * What one process of a tenant does, however many run: the one that owns the partition of {@code checkpoint} in their
 * group. The others stand by. All of it is called on one thread.
 */
public abstract class Leadership extends Worker {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final BackOff AFTER_TROUBLE = new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(2));
    private static final Duration STOP = Duration.ofSeconds(30);

    private final String group;
    private final TenantKafka kafka;
    private boolean leading;

    /** @param group of those of whom one leads */
    protected Leadership(String group, TenantKafka kafka, InstantSource clock) {
        super(group + "-leadership", kafka.tenant(), AFTER_TROUBLE, STOP, clock);
        this.group = group;
        this.kafka = kafka;
    }

    /** Takes over; when it throws, it is tried again while the partition is ours. */
    protected abstract void begin(BooleanSupplier stopped);

    /** Whether the work was lost to another process or cannot go on; it is ended and begun anew. */
    protected abstract boolean isLost();

    /** Looks after what was begun, every moment. */
    protected void tend(BooleanSupplier stopped) {
    }

    /** Ends what was begun, if anything was. */
    protected abstract void end();

    @Override
    protected final Consumer<String, byte[]> consumer() {
        return kafka.consumer(group,
                Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest",
                        // The topic may be created after us.
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5000,
                        // A process that joins to stand by must not interrupt the one that leads.
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName()));
    }

    @Override
    protected final void follow(Consumer<String, byte[]> consumer, BooleanSupplier stopped) {
        try {
            lead(consumer, stopped);
        } finally {
            resign();
        }
    }

    private void lead(Consumer<String, byte[]> member, BooleanSupplier stopped) {
        member.subscribe(List.of(kafka.name(Topic.CHECKPOINT)), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                resign();
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
            if (leading && (!owner || isLost())) {
                resign();
            }
            if (owner && !leading) {
                begin(stopped);
                leading = true;
            } else if (leading) {
                tend(stopped);
            }
        }
    }

    private void resign() {
        leading = false;
        end();
    }
}
