package com.twinafas.notifier.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import com.twinafas.notifier.channel.BackOff;
import com.twinafas.notifier.channel.Dispatcher;
import com.twinafas.notifier.notice.Pace;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.topic.Topic;

/**
 * Runs the notifier. However many run for a tenant, the one that Kafka gives the dead letters is at work and the
 * others stand by.
 */
public final class Notifier implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final BackOff RESTART = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(30));
    /**
     * Gives all topics of one partition to the same member. A dead-letter topic that is new is found when the metadata
     * is read again.
     */
    private static final Map<String, Object> CONSUMER = Map.of(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            RangeAssignor.class.getName(), ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);

    private final TenantKafka kafka;
    private final Supplier<Dispatcher> dispatchers;
    private final Duration gathering;
    private final InstantSource clock;
    private @Nullable Run run;

    /**
     * @param dispatchers makes one for each time this process becomes the notifier
     * @param gathering   how long the first cause waits for others to be told with it
     */
    public Notifier(TenantKafka kafka, Supplier<Dispatcher> dispatchers, Duration gathering, InstantSource clock) {
        this.kafka = kafka;
        this.dispatchers = dispatchers;
        this.gathering = gathering;
        this.clock = clock;
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

    /** From start to stop. */
    private final class Run implements ConsumerRebalanceListener {

        private final Thread thread = Thread.ofPlatform().name("notifier").daemon().unstarted(this::untilStopped);
        private final CountDownLatch stopped = new CountDownLatch(1);
        private final Pace pace = new Pace(gathering);
        private volatile @Nullable Consumer<String, byte[]> consumer;
        private @Nullable Shift shift;

        private void stop() {
            stopped.countDown();
            Consumer<String, byte[]> current = consumer;
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
            int failures = 0;
            while (!isStopped(Duration.ZERO)) {
                long before = clock.millis();
                try {
                    follow();
                } catch (WakeupException e) {
                    continue;
                } catch (KafkaException e) {
                    LOG.atWarn().addKeyValue("tenant", kafka.tenant())
                            .log("The notifier lost Kafka ({}) and starts again", e.getClass().getSimpleName());
                } catch (RuntimeException e) {
                    LOG.atError().addKeyValue("tenant", kafka.tenant()).setCause(e)
                            .log("The notifier failed and starts again");
                }
                failures = clock.millis() - before > RESTART.longest().toMillis() ? 1 : failures + 1;
                if (isStopped(RESTART.after(failures))) {
                    return;
                }
            }
        }

        private void follow() {
            try (Consumer<String, byte[]> following = kafka.consumer("notifier", CONSUMER)) {
                consumer = following;
                following.subscribe(deadLetters(), this);
                while (!isStopped(Duration.ZERO)) {
                    ConsumerRecords<String, byte[]> records = following.poll(POLL);
                    if (shift != null) {
                        shift.work(records);
                    }
                }
            } finally {
                consumer = null;
                endShift();
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Consumer<String, byte[]> following = consumer;
            if (following == null) {
                return;
            }
            if (partitions.contains(kafka.partition(Topic.DEAD_LETTER))) {
                shift = new Shift(kafka, following, dispatchers.get(), pace, clock);
                LOG.atInfo().addKeyValue("tenant", kafka.tenant()).log("This process is the notifier now");
            } else {
                following.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            endShift();
        }

        private void endShift() {
            if (shift != null) {
                shift.close();
                shift = null;
            }
        }

        private Pattern deadLetters() {
            return Pattern.compile(Pattern.quote(kafka.tenant() + ".") + "(.+-dlt|" + Pattern.quote(
                    Topic.DEAD_LETTER.name()) + ")");
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
