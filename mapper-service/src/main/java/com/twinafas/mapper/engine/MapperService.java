package com.twinafas.mapper.engine;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.pipeline.work.BackOff;
import com.twinafas.pipeline.work.Worker;
import com.twinafas.schemas.topic.Topic;

/**
 * Runs the mapper: one of however many there are works, the others stand by. The group gives all raw topics to the same
 * member, as each has one partition; its shift begins when they are its own and ends with them.
 */
public final class MapperService extends Worker {

    private static final Logger LOG = LoggerFactory.getLogger(MapperService.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final BackOff PAUSE = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(1));
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final List<Topic> TOPICS = List.of(Topic.CUSTOMER, Topic.ARTICLE, Topic.SALES_INVOICE,
            Topic.TRANSACTION, Topic.REFERENCE);
    /** In bytes; a larger record comes alone. */
    private static final int FETCH = 4 * 1024 * 1024;
    private static final Map<String, Object> MEMBER = Map.of(
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName(),
            // Topics that do not exist yet are looked for this often.
            ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5000,
            // What a step costs beside its records is shared by so many.
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH);

    private final TenantKafka kafka;
    private final LiveMapper mapper;
    private final RawReading reading;
    private final UpdateWriting updates;
    private final InstantSource clock;
    private final Tracing tracing;
    private final MapperMetrics metrics;

    public MapperService(TenantKafka kafka, LiveMapper mapper, PayloadCipher cipher, InstantSource clock,
            MeterRegistry meters, Tracing tracing) {
        super("mapper", kafka.tenant(), PAUSE, STOP, clock);
        this.kafka = kafka;
        this.mapper = mapper;
        this.reading = new RawReading(kafka, cipher);
        this.updates = new UpdateWriting(kafka, cipher, clock);
        this.clock = clock;
        this.tracing = tracing;
        this.metrics = new MapperMetrics(meters);
    }

    @Override
    protected Consumer<String, byte[]> consumer() {
        return kafka.consumer("mapper", MEMBER);
    }

    @Override
    protected void follow(Consumer<String, byte[]> consumer, BooleanSupplier stopped) {
        if (!mapper.await(stopped)) {
            return;
        }
        try (Member member = new Member()) {
            consumer.subscribe(TOPICS.stream().map(kafka::name).toList(), member);
            while (!stopped.getAsBoolean()) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!stopped.getAsBoolean()) {
                    member.step(records, consumer);
                }
            }
        }
    }

    /** One membership of the group, with the shift that runs while the topics are its own. */
    private final class Member implements ConsumerRebalanceListener, AutoCloseable {

        private @Nullable Shift shift;

        /**
         * Begins before the first offset is asked for: what a predecessor left open would hold that up until the broker
         * ends it.
         */
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty() && shift == null) {
                shift = new Shift(kafka, mapper, reading, updates, clock, metrics, tracing);
                metrics.active(true);
                LOG.atInfo().addKeyValue("tenant", kafka.tenant()).log("This mapper works");
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            close();
        }

        void step(ConsumerRecords<String, byte[]> records, Consumer<String, byte[]> consumer) {
            Shift working = shift;
            if (working != null) {
                working.step(records, consumer.groupMetadata());
            }
        }

        @Override
        public void close() {
            Shift ending = shift;
            shift = null;
            metrics.active(false);
            if (ending != null) {
                ending.close();
            }
        }
    }
}
