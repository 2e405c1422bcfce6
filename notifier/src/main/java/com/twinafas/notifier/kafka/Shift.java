package com.twinafas.notifier.kafka;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.notifier.cause.OpenLetters;
import com.twinafas.notifier.cause.StagedCause;
import com.twinafas.notifier.message.Message;
import com.twinafas.notifier.message.Section;
import com.twinafas.notifier.notice.NoticeBoard;
import com.twinafas.notifier.notice.NoticeBoard.Owed;
import com.twinafas.notifier.notice.Rhythm;
import com.twinafas.notifier.recipient.Dispatcher;
import com.twinafas.notifier.recipient.Recipients;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.settings.Settings;
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
    private final Recipients recipients;
    private final InstantSource clock;
    private final DeadLetterReading reading;
    private final OpenLetters letters = new OpenLetters();
    private final NoticeBoard board;
    private final PaceKeeping pace;
    private final Watchman watchman;
    private final long end;
    private boolean caughtUp;
    private boolean intact = true;

    Shift(TenantKafka kafka, Consumer<String, byte[]> consumer, Dispatcher dispatcher, Rhythm rhythm,
            Supplier<Settings> settings, InstantSource clock) {
        this.kafka = kafka;
        this.consumer = consumer;
        this.dispatcher = dispatcher;
        this.recipients = dispatcher.recipients();
        this.clock = clock;
        reading = new DeadLetterReading(kafka);
        producer = kafka.transactionalProducer("notifier");
        // Fences the notifier before this one: from here on it can record no attempt, so it starts no new message.
        producer.initTransactions();
        pace = new PaceKeeping(kafka, rhythm.gather(), clock);
        watchman = new Watchman(kafka, settings, clock);
        board = new NoticeBoard(notices(), rhythm);
        board.keepRecipients(recipients.names());
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
        takeAccepted(now);
        if (isCaughtUp()) {
            board.settle(letters, now, dispatcher::isSending);
            attempt(now);
        }
        commit(records.nextOffsets(), watchman.look(now));
        if (caughtUp) {
            recipients.names().stream().filter(recipient -> !recipients.isLeftAlone(recipient, now))
                    .forEach(recipient -> send(recipient, now));
        }
    }

    private void attempt(Instant now) {
        Outbox outbox = new Outbox(board, dispatcher, kafka.tenant(), now);
        if (board.isDigestDue(now)) {
            board.attemptDigest(this::concerned, outbox, now);
        }
        if (board.oldestNews(now).filter(oldest -> pace.isDue(oldest, now)).isPresent()) {
            board.attemptNews(this::concerned, outbox, now);
            pace.sent(now);
        }
    }

    private Set<String> concerned(Notice notice) {
        StagedCause cause = StagedCause.of(notice);
        return recipients.concernedBy(cause.cause().code().category(), letters.kinds(cause.key()));
    }

    private void takeAccepted(Instant now) {
        dispatcher.takeAccepted(now)
                .forEach(accepted -> board.told(accepted.messageId(), accepted.recipient(), now));
    }

    /** Lets what is being sent come to its end and records it, so that the next notifier does not send it again. */
    @Override
    public void close() {
        dispatcher.close();
        try (producer; watchman) {
            if (!intact) {
                return;
            }
            takeAccepted(clock.instant());
            commit(Map.of(), List.of());
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
            state(record).ifPresent(cause -> {
                if (isWhole(record.key())) {
                    board.seenWhole(cause, now);
                } else {
                    board.seen(cause, now);
                }
            });
        } else {
            reading.event(record).ifPresent(event -> board.seenEvent(event.cause(), event.reference(), now));
        }
    }

    private static boolean isWhole(String letter) {
        return OpenLetters.key(OpenLetters.recordOf(letter)).filter(key -> !key.isRecord()).isPresent();
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

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets,
            List<ProducerRecord<String, byte[]>> troubles) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(troubles);
        board.takeChanges().forEach((key, notice) -> records.add(kafka.record(Topic.NOTICE, key, notice)));
        pace.takeChange().ifPresent(records::add);
        if (records.isEmpty() && offsets.isEmpty()) {
            return;
        }
        intact = false;
        producer.beginTransaction();
        records.forEach(record -> {
            // The commit below fails when a send failed.
            Future<RecordMetadata> _ = producer.send(record);
        });
        if (!offsets.isEmpty()) {
            producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        }
        producer.commitTransaction();
        watchman.committed(troubles);
        intact = true;
    }

    private void send(String recipient, Instant now) {
        Map<String, Owed> owed = board.owedTo(recipient).stream()
                .collect(Collectors.toMap(Owed::messageId, Function.identity()));
        dispatcher.send(recipient, new TreeSet<>(owed.keySet()), id -> message(owed.get(id), recipient, now), now);
    }

    private Message message(@Nullable Owed owed, String recipient, Instant now) {
        if (owed == null) {
            throw new IllegalStateException("A message is made only of notices that are owed with it");
        }
        return new Message(owed.messageId(), kafka.tenant(), now, owed.notices().stream()
                .map(notice -> Section.of(notice, letters, notice.getTold().contains(recipient))).toList());
    }
}
