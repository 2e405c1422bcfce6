package com.twinafas.pipeline.encryption;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/** Keeps a ring of keys at what its topic says, every second, so that nobody encrypts for long what was erased. */
public final class KeyFollower implements SmartLifecycle, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFollower.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KeyRing keys;
    private final String tenant;
    private @Nullable Thread thread;
    private volatile boolean running;
    private volatile boolean read;
    private boolean wrong;

    public KeyFollower(KeyRing keys, String tenant) {
        this.keys = keys;
        this.tenant = tenant;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("keys").start(this::follow);
    }

    @Override
    public void stop() {
        running = false;
        Thread following = thread;
        thread = null;
        if (following != null) {
            following.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the topics are there, before every role. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1500;
    }

    @Override
    public Health health() {
        return (read ? Health.up() : Health.down()).build();
    }

    private void follow() {
        try {
            while (running) {
                refresh();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refresh() throws InterruptedException {
        try {
            keys.refresh();
            read = true;
            wrong = false;
        } catch (KeysUnavailable e) {
            read = false;
            if (!wrong) {
                wrong = true;
                LOG.atError().addKeyValue("tenant", tenant).log("{}", e.getMessage());
            }
        } catch (KafkaException e) {
            read = false;
            if (!running) {
                throw new InterruptedException();
            }
            LOG.atWarn().addKeyValue("tenant", tenant).addKeyValue("error", e.getClass().getSimpleName())
                    .log("The keys cannot be read, trying again");
        }
    }
}
