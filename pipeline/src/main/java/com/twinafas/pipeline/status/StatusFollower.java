package com.twinafas.pipeline.status;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.lag.Lag;
import com.twinafas.pipeline.reconciliation.ReconciliationBoard;
import com.twinafas.pipeline.replay.JobBoard;
import com.twinafas.pipeline.work.BackOff;
import com.twinafas.pipeline.work.Worker;
import com.twinafas.schemas.avro.Activity;
import com.twinafas.schemas.avro.DeadLetter;
import com.twinafas.schemas.avro.Delivery;
import com.twinafas.schemas.avro.OrderState;
import com.twinafas.schemas.avro.OrderStatus;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/** Follows the topics from their start and keeps the status of this moment. It writes nothing and belongs to no group. */
public final class StatusFollower extends Worker {

    private static final Logger LOG = LoggerFactory.getLogger(StatusFollower.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final BackOff PAUSE = new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(2));
    private static final Duration SHOWN_EVERY = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final TenantKafka kafka;
    private final InstantSource clock;
    private final Map<String, Reader> readers = new HashMap<>();
    private final JobBoard jobs;
    private final ReconciliationBoard reconciliations;
    private final StatusMetrics metrics;
    private volatile StatusBoard board = new StatusBoard();
    private volatile boolean complete;

    /** Puts what a record says on the board. */
    @FunctionalInterface
    private interface Reader {
        void read(StatusBoard board, ConsumerRecord<String, byte[]> record) throws UnreadableRecord;
    }

    public StatusFollower(TenantKafka kafka, InstantSource clock, MeterRegistry meters) {
        super("status", kafka.tenant(), PAUSE, STOP, clock);
        this.kafka = kafka;
        this.clock = clock;
        this.jobs = new JobBoard(kafka);
        this.reconciliations = new ReconciliationBoard(kafka);
        this.metrics = new StatusMetrics(meters);
        Stream.of(RecordKind.values()).forEach(kind -> readers.put(kafka.name(Topic.raw(kind)), this::raw));
        readers.put(kafka.name(Topic.ACTIVITY), this::activity);
        readers.put(kafka.name(Topic.DELIVERY), this::delivery);
        readers.put(kafka.name(Topic.DEAD_LETTER), this::deadLetter);
        readers.put(kafka.name(Topic.ORDER_STATUS), this::orderStatus);
        readers.put(kafka.name(Topic.CHECKPOINT), (fresh, record) -> {
            jobs.read(record);
            reconciliations.read(record);
        });
    }

    /** The redrives, discards and replays. */
    public JobBoard jobs() {
        return jobs;
    }

    /** What was held against each other. */
    public ReconciliationBoard reconciliations() {
        return reconciliations;
    }

    /** How the tenant stands now. */
    public Status status() {
        return board.status(kafka.tenant(), clock.instant(), complete);
    }

    @Override
    protected Consumer<String, byte[]> consumer() {
        return kafka.consumer(null, Map.of());
    }

    @Override
    protected void follow(Consumer<String, byte[]> consumer, BooleanSupplier stopped) {
        StatusBoard fresh = new StatusBoard();
        List<TopicPartition> partitions = readers.keySet().stream().map(name -> new TopicPartition(name, 0)).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        if (!complete) {
            board = fresh;
        }
        boolean caughtUp = false;
        long shownAt = System.nanoTime() - SHOWN_EVERY.toNanos();
        try (Lag mapper = new Lag(kafka, "mapper", Stream.of(RecordKind.values()).map(Topic::raw).toList());
                Lag writer = new Lag(kafka, "writer", List.of(Topic.UPDATE, Topic.UPDATE_BULK))) {
            while (!stopped.getAsBoolean()) {
                consumer.poll(POLL).forEach(record -> put(fresh, record));
                if (!caughtUp && ends.entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    // Until here a complete board of before the trouble is of more use than half a new one.
                    caughtUp = true;
                    board = fresh;
                    complete = true;
                }
                if (System.nanoTime() - shownAt >= SHOWN_EVERY.toNanos()) {
                    if (caughtUp) {
                        metrics.show(status(), jobs.running());
                    }
                    metrics.show(Map.of("mapper", mapper.look(), "writer", writer.look()), clock.instant());
                    shownAt = System.nanoTime();
                }
            }
        }
    }

    private void put(StatusBoard fresh, ConsumerRecord<String, byte[]> record) {
        Reader reader = readers.get(record.topic());
        if (reader == null || record.key() == null) {
            return;
        }
        try {
            reader.read(fresh, record);
        } catch (UnreadableRecord | IllegalArgumentException e) {
            // Whoever works on the record parks it; here it only cannot be counted.
            LOG.atDebug().addKeyValue("topic", record.topic()).log("A record cannot be counted");
        }
    }

    private void raw(StatusBoard fresh, ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        if (record.value() != null) {
            fresh.read(RecordKey.parse(record.key()), kafka.read(record, RawRecord.class).getRevision());
        }
    }

    private void activity(StatusBoard fresh, ConsumerRecord<String, byte[]> record)
            throws UnreadableRecord {
        if (record.value() != null) {
            Activity activity = kafka.read(record, Activity.class);
            fresh.step(RecordKey.parse(record.key()), activity.getStep(), activity.getRevision());
        }
    }

    private void delivery(StatusBoard fresh, ConsumerRecord<String, byte[]> record)
            throws UnreadableRecord {
        if (record.value() != null) {
            fresh.delivery(RecordKey.parse(record.key()), kafka.read(record, Delivery.class));
        }
    }

    private void deadLetter(StatusBoard fresh, ConsumerRecord<String, byte[]> record)
            throws UnreadableRecord {
        int at = record.key().lastIndexOf('@');
        String stage = record.key().substring(at + 1);
        RecordKey key = RecordKey.parse(at < 0 ? record.key() : record.key().substring(0, at));
        if (record.value() == null) {
            fresh.closed(key, stage);
        } else {
            DeadLetter letter = kafka.read(record, DeadLetter.class);
            fresh.opened(key, stage, Cause.kept(letter.getFailureCode(), letter.getParameters()));
        }
    }

    /** Of the orders that are ours; how AFAS's other orders are is nothing that this tells. */
    private void orderStatus(StatusBoard fresh, ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        if (record.value() != null) {
            OrderStatus order = kafka.read(record, OrderStatus.class);
            if (order.getRecordKey() != null) {
                fresh.orderStatus(order.getOrderNumber(), order.getStatus(), order.getState() == OrderState.GONE);
            }
        }
    }
}
