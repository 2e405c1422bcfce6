package com.twinafas.pipeline.kafka;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Sees to it that the tenant's topics exist before anything reads or writes them. Kafka being away fails no start: it
 * is tried until it works, and the process is not ready until then.
 */
public final class TopicCreation implements SmartLifecycle, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);

    private final TenantKafka kafka;
    private final @Nullable Short replicationFactor;
    private final Map<String, Duration> retention;
    private final Duration pause;
    private volatile @Nullable Thread later;
    private volatile boolean running;
    private volatile boolean created;

    /**
     * @param replicationFactor null leaves it to the broker
     * @param retention         by name of a topic, where it is not that of the catalogue
     * @param pause             between two tries
     */
    public TopicCreation(TenantKafka kafka, @Nullable Short replicationFactor, Map<String, Duration> retention,
            Duration pause) {
        this.kafka = kafka;
        this.replicationFactor = replicationFactor;
        this.retention = Map.copyOf(retention);
        this.pause = pause;
    }

    @Override
    public void start() {
        running = true;
        if (!tryOnce()) {
            later = Thread.ofVirtual().name("topic-creation").start(this::untilItWorks);
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread thread = later;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before every role. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }

    @Override
    public Health health() {
        return (created ? Health.up() : Health.down()).build();
    }

    private void untilItWorks() {
        try {
            do {
                Thread.sleep(pause);
            } while (running && !tryOnce());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryOnce() {
        try {
            kafka.createTopics(replicationFactor, retention);
            created = true;
        } catch (RuntimeException e) {
            if (running) {
                LOG.atWarn().addKeyValue("tenant", kafka.tenant()).setCause(e)
                        .log("The topics cannot be created yet, trying again");
            }
        }
        return created;
    }
}
