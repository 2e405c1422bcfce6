package com.twinafas.notifier.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.notifier.watch.Backlog;
import com.twinafas.notifier.watch.PollFlow;
import com.twinafas.pipeline.deadletter.DeadLetters;
import com.twinafas.pipeline.deadletter.OpenDeadLetters;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.lag.Lag;
import com.twinafas.pipeline.settings.NotifierSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/**
 * Looks every minute for the trouble that nobody else can tell, because whoever would is not there: flows without a
 * successful poll, and backlogs that do not get less. Like every other trouble it stands open on topic
 * {@code dead-letter} until it is over.
 */
final class Watchman implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(200);

    private static final List<Queue> QUEUES = List.of(
            new Queue("mapper", "the mapping",
                    List.of(Topic.CUSTOMER, Topic.ARTICLE, Topic.SALES_INVOICE, Topic.TRANSACTION)),
            new Queue("writer", "AFAS", List.of(Topic.UPDATE, Topic.UPDATE_BULK)));

    /**
     * What waits before a role.
     *
     * @param role   whose consumer group is called as it
     * @param words  what is waited for
     * @param topics that it reads
     */
    private record Queue(String role, String words, List<Topic> topics) {
    }

    private final TenantKafka kafka;
    private final Supplier<Settings> settings;
    private final Consumer<String, byte[]> consumer;
    private final TopicPartition checkpoints;
    private final DeadLetters letters;
    private final OpenDeadLetters open;
    private final Instant begun;
    private final Map<String, Instant> polledAt = new HashMap<>();
    private final Map<Queue, Lag> lags = new HashMap<>();
    private final Map<Queue, Backlog> backlogs = new HashMap<>();
    private Instant lookedAt = Instant.MIN;

    Watchman(TenantKafka kafka, Supplier<Settings> settings, InstantSource clock) {
        this.kafka = kafka;
        this.settings = settings;
        this.begun = clock.instant();
        letters = new DeadLetters(kafka, clock, Stage.NOTIFY);
        open = new OpenDeadLetters(kafka, Stage.NOTIFY);
        open.readAll();
        checkpoints = kafka.partition(Topic.CHECKPOINT);
        consumer = kafka.consumer(null, Map.of());
        consumer.assign(List.of(checkpoints));
        consumer.seekToBeginning(List.of(checkpoints));
    }

    /** What is to be committed because trouble began or is over; {@link #committed} tells when it is. */
    List<ProducerRecord<String, byte[]>> look(Instant now) {
        if (now.isBefore(lookedAt.plus(EVERY))) {
            return List.of();
        }
        lookedAt = now;
        try {
            Map<RecordKey, Cause> troubles = new LinkedHashMap<>(silent(now));
            for (Queue queue : QUEUES) {
                if (isTrouble(queue, now)) {
                    troubles.put(key(queue), cause(queue));
                }
            }
            return changes(troubles);
        } catch (KafkaException e) {
            LOG.atWarn().addKeyValue("tenant", kafka.tenant()).log("What waits cannot be counted now: {}",
                    e.getClass().getSimpleName());
            return List.of();
        }
    }

    /** These records are committed. */
    void committed(List<ProducerRecord<String, byte[]>> records) {
        records.forEach(open::committed);
    }

    @Override
    public void close() {
        lags.values().forEach(Lag::close);
        consumer.close();
    }

    private List<ProducerRecord<String, byte[]>> changes(Map<RecordKey, Cause> troubles) {
        List<ProducerRecord<String, byte[]>> changes = new ArrayList<>();
        troubles.forEach((key, cause) -> {
            if (!open.contains(key)) {
                changes.add(letters.state(key, null, null, cause, null));
            }
        });
        open.keys().stream().filter(key -> !troubles.containsKey(key))
                .forEach(key -> changes.add(letters.closed(key)));
        return changes;
    }

    private Map<RecordKey, Cause> silent(Instant now) {
        readCheckpoints();
        Duration silence = settings.get().notifier().watch().silence();
        Map<RecordKey, Cause> silent = new LinkedHashMap<>();
        for (PollFlow flow : PollFlow.of(settings.get())) {
            // Who comes when nothing was ever polled gives the poller its time.
            Instant polled = polledAt.getOrDefault(flow.checkpoint(), begun);
            if (now.isAfter(polled.plus(flow.every()).plus(silence))) {
                silent.put(flow.trouble(), Cause.of(FailureCode.POLL_SILENT));
            }
        }
        return silent;
    }

    private void readCheckpoints() {
        long end = consumer.endOffsets(Set.of(checkpoints)).getOrDefault(checkpoints, 0L);
        while (consumer.position(checkpoints) < end) {
            consumer.poll(POLL).forEach(record -> {
                try {
                    if (record.key() != null && record.value() != null) {
                        polledAt.put(record.key(), kafka.read(record, Checkpoint.class).getAt());
                    }
                } catch (UnreadableRecord e) {
                    LOG.atDebug().addKeyValue("topic", record.topic()).log("A checkpoint cannot be read");
                }
            });
        }
    }

    private boolean isTrouble(Queue queue, Instant now) {
        NotifierSettings.Watch watch = settings.get().notifier().watch();
        return backlogs.computeIfAbsent(queue, any -> new Backlog(open.contains(key(any))))
                .isTrouble(lags.computeIfAbsent(queue, any -> new Lag(kafka, any.role(), any.topics())).records(),
                        watch.backlog(), watch.growing(), now);
    }

    private Cause cause(Queue queue) {
        return Cause.of(FailureCode.BACKLOG_GROWS, Map.of("queue", queue.words(), "role", queue.role(), "limit",
                String.valueOf(settings.get().notifier().watch().backlog())));
    }

    private RecordKey key(Queue queue) {
        return RecordKey.whole(kafka.tenant(), RecordKind.REFERENCE, "backlog/" + queue.role());
    }
}
