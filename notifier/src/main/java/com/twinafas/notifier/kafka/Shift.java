package com.twinafas.notifier.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.notifier.cause.OpenLetters;
import com.twinafas.notifier.cause.StagedCause;
import com.twinafas.notifier.channel.Dispatcher;
import com.twinafas.notifier.message.Message;
import com.twinafas.notifier.message.Section;
import com.twinafas.notifier.notice.NoticeBoard;
import com.twinafas.notifier.notice.NoticeBoard.Telling;
import com.twinafas.notifier.notice.Pace;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.Notice;
import com.twinafas.schemas.topic.Topic;

/**
 * The time in which this process is the tenant's notifier: from the moment Kafka gives it the dead letters until it
 * takes them away. Everything it knows it reads at the start; every change of a notice is committed, with the offsets
 * of the records that made it, before anything is sent on the strength of it.
 */
final class Shift implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shift.class);

    private final TenantKafka kafka;
    private final Consumer<String, byte[]> consumer;
    private final Producer<String, byte[]> producer;
    private final Dispatcher dispatcher;
    private final Pace pace;
    private final InstantSource clock;
    private final DeadLetterReading reading;
    private final OpenLetters letters = new OpenLetters();
    private final NoticeBoard board;
    private final long end;
    private boolean caughtUp;
    private boolean intact = true;

    Shift(TenantKafka kafka, Consumer<String, byte[]> consumer, Dispatcher dispatcher, Pace pace,
            InstantSource clock) {
        this.kafka = kafka;
        this.consumer = consumer;
        this.dispatcher = dispatcher;
        this.pace = pace;
        this.clock = clock;
        reading = new DeadLetterReading(kafka);
        producer = kafka.transactionalProducer("notifier");
        // Fences the notifier before this one: from here on it can record no attempt, so it starts no new message.
        producer.initTransactions();
        board = new NoticeBoard(notices());
        board.keepChannels(dispatcher.channels());
        TopicPartition deadLetters = kafka.partition(Topic.DEAD_LETTER);
        long position = consumer.position(deadLetters);
        end = consumer.endOffsets(List.of(deadLetters)).getOrDefault(deadLetters, 0L);
        kafka.readToEnd(Topic.DEAD_LETTER, letter -> {
            // What stands behind the position was counted in a notice; what comes after it is news.
            if (letter.offset() < position) {
                state(letter);
            }
        });
    }

    /** One round: reads what came, records what changed, sends what is due. */
    void work(ConsumerRecords<String, byte[]> records) {
        Instant now = clock.instant();
        records.forEach(record -> read(record, now));
        dispatcher.takeAccepted(now).forEach(accepted -> board.told(accepted.messageId(), accepted.channel(), now));
        if (isCaughtUp()) {
            board.settle(letters, now);
            board.oldestUntold().filter(oldest -> pace.isDue(oldest, now)).ifPresent(oldest -> {
                board.attempt(newMessageId(now), dispatcher.channels());
                pace.sent(now);
            });
        }
        commit(records.nextOffsets());
        if (caughtUp) {
            dispatcher.channels().forEach(channel -> send(channel, now));
        }
    }

    /** Lets what is being sent come to its end and records it, so that the next notifier does not send it again. */
    @Override
    public void close() {
        dispatcher.close();
        try (producer) {
            if (!intact) {
                return;
            }
            Instant now = clock.instant();
            dispatcher.takeAccepted(now).forEach(accepted -> board.told(accepted.messageId(), accepted.channel(), now));
            commit(Map.of());
        } catch (KafkaException e) {
            LOG.atInfo().addKeyValue("tenant", kafka.tenant())
                    .log("What was sent last could not be recorded any more ({}); it may be sent again",
                            e.getClass().getSimpleName());
        }
    }

    private Map<String, Notice> notices() {
        Map<String, Notice> notices = new HashMap<>();
        kafka.readToEnd(Topic.NOTICE, record -> {
            if (record.value() == null) {
                notices.remove(record.key());
                return;
            }
            try {
                notices.put(record.key(), kafka.read(record, Notice.class));
            } catch (UnreadableRecord e) {
                LOG.atWarn().addKeyValue("tenant", kafka.tenant()).addKeyValue("topic", record.topic())
                        .log("A notice cannot be read; its cause is told again if it is still open");
            }
        });
        return notices;
    }

    private void read(ConsumerRecord<String, byte[]> record, Instant now) {
        if (record.topic().equals(kafka.name(Topic.DEAD_LETTER))) {
            state(record).ifPresent(cause -> board.seen(cause, now));
        } else {
            reading.event(record).ifPresent(event -> board.seenEvent(event.cause(), event.reference(), now));
        }
    }

    /** Keeps the state of a dead letter; gives the cause when that did not hold the record up before. */
    private Optional<StagedCause> state(ConsumerRecord<String, byte[]> letter) {
        if (letter.value() == null) {
            letters.close(letter.key());
            return Optional.empty();
        }
        StagedCause cause = reading.open(letter);
        return letters.open(letter.key(), cause) ? Optional.of(cause) : Optional.empty();
    }

    private boolean isCaughtUp() {
        caughtUp = caughtUp || consumer.position(kafka.partition(Topic.DEAD_LETTER)) >= end;
        return caughtUp;
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        SequencedMap<String, @Nullable Notice> changes = board.takeChanges();
        if (changes.isEmpty() && offsets.isEmpty()) {
            return;
        }
        intact = false;
        producer.beginTransaction();
        changes.forEach((key, notice) -> {
            // The commit below fails when a send failed.
            Future<RecordMetadata> _ = producer.send(kafka.record(Topic.NOTICE, key, notice));
        });
        if (!offsets.isEmpty()) {
            producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        }
        producer.commitTransaction();
        intact = true;
    }

    private void send(String channel, Instant now) {
        Map<String, Telling> waiting = board.waitingFor(channel).stream()
                .collect(Collectors.toMap(Telling::messageId, Function.identity()));
        dispatcher.send(channel, new TreeSet<>(waiting.keySet()), id -> message(waiting.get(id), now), now);
    }

    private Message message(@Nullable Telling telling, Instant now) {
        if (telling == null) {
            throw new IllegalStateException("A message is made only of notices that wait for it");
        }
        return new Message(telling.messageId(), kafka.tenant(), now,
                telling.notices().stream().map(notice -> Section.of(notice, letters)).toList());
    }

    private String newMessageId(Instant now) {
        return UUID
                .nameUUIDFromBytes((kafka.tenant() + "@" + now + board.untoldKeys()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
