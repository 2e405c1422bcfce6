package com.twinafas.notifier.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.notifier.notice.Rhythm;
import com.twinafas.notifier.recipient.Dispatcher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.NotifierSettings;
import com.twinafas.pipeline.work.BackOff;
import com.twinafas.pipeline.work.Worker;
import com.twinafas.schemas.topic.Topic;

/**
 * Runs the notifier. However many run for a tenant, the one that Kafka gives the dead letters is at work and the
 * others stand by.
 */
public final class Notifier extends Worker {

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
    private final CurrentSettings settings;
    private final Function<NotifierSettings, Dispatcher> dispatchers;
    private final InstantSource clock;

    /**
     * @param dispatchers makes one for each time this process becomes the notifier, or people are told in another way
     */
    public Notifier(TenantKafka kafka, CurrentSettings settings, Function<NotifierSettings, Dispatcher> dispatchers,
            InstantSource clock) {
        super("notifier", kafka.tenant(), RESTART, STOP, clock);
        this.kafka = kafka;
        this.settings = settings;
        this.dispatchers = dispatchers;
        this.clock = clock;
    }

    @Override
    protected Consumer<String, byte[]> consumer() {
        return kafka.consumer("notifier", CONSUMER);
    }

    @Override
    protected void follow(Consumer<String, byte[]> consumer, BooleanSupplier stopped) {
        if (!settings.await(stopped)) {
            return;
        }
        try (Member member = new Member(consumer)) {
            consumer.subscribe(deadLetters(), member);
            while (!stopped.getAsBoolean()) {
                member.work(consumer.poll(POLL));
            }
        }
    }

    private Pattern deadLetters() {
        return Pattern.compile(
                Pattern.quote(kafka.tenant() + ".") + "(.+-dlt|" + Pattern.quote(Topic.DEAD_LETTER.name()) + ")");
    }

    /** One membership of the group, with the shift that runs while the dead letters are its own. */
    private final class Member implements ConsumerRebalanceListener, AutoCloseable {

        private final Consumer<String, byte[]> consumer;
        private @Nullable Shift shift;
        private NotifierSettings channels = settings.get().notifier();

        private Member(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        void work(ConsumerRecords<String, byte[]> records) {
            if (shift == null) {
                return;
            }
            shift.work(records);
            if (!channels.equals(settings.get().notifier())) {
                close();
                begin();
            }
        }

        private void begin() {
            channels = settings.get().notifier();
            NotifierSettings.Rhythm rhythm = channels.rhythm();
            shift = new Shift(kafka, consumer, dispatchers.apply(channels), new Rhythm(rhythm.gather(),
                    rhythm.digest(), rhythm.repeat(), rhythm.settled()), settings, clock);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.contains(kafka.partition(Topic.DEAD_LETTER))) {
                begin();
                LOG.atInfo().addKeyValue("tenant", kafka.tenant()).log("This process is the notifier now");
            } else {
                consumer.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            close();
        }

        @Override
        public void close() {
            if (shift != null) {
                shift.close();
                shift = null;
            }
        }

    }
}
