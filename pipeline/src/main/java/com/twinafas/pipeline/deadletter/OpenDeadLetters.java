package com.twinafas.pipeline.deadletter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.table.Fingerprint;
import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.schemas.avro.DeadLetter;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/** The dead letters of a stage that are open, as their topic tells. Safe for threads. */
public final class OpenDeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(OpenDeadLetters.class);
    /** 0 when it is not known: no record has that revision. */
    private static final int REVISION = 0;
    private static final int FIRST_AT = 1;
    private static final int ATTEMPTS = 2;
    private static final int CAUSE_HIGH = 3;
    private static final int CAUSE_LOW = 4;
    private static final int COLUMNS = 5;

    private final TenantKafka kafka;
    private final String suffix;
    private final KeyTable letters = new KeyTable(COLUMNS);

    public OpenDeadLetters(TenantKafka kafka, Stage stage) {
        this.kafka = kafka;
        this.suffix = "@" + stage.wireName();
    }

    /** Reads all that are committed. */
    public void readAll() {
        kafka.readToEnd(Topic.DEAD_LETTER, this::take);
    }

    /** One of these records is committed; those that are no state of a dead letter of the stage change nothing. */
    public void committed(ProducerRecord<String, byte[]> record) {
        take(new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value()));
    }

    /** The open dead letter of the record; null when there is none. */
    public synchronized @Nullable OpenDeadLetter get(RecordKey key) {
        int row = letters.row(key.toString());
        if (row == KeyTable.NONE) {
            return null;
        }
        long revision = letters.get(row, REVISION);
        return new OpenDeadLetter(revision == 0 ? null : revision,
                Instant.EPOCH.plus(letters.get(row, FIRST_AT), ChronoUnit.MICROS), (int) letters.get(row, ATTEMPTS));
    }

    public synchronized boolean contains(RecordKey key) {
        return letters.contains(key.toString());
    }

    /**
     * Whether the open dead letter of the record says this very thing.
     *
     * @param revision null when it is not known
     */
    public synchronized boolean says(RecordKey key, @Nullable Long revision, Cause cause) {
        int row = letters.row(key.toString());
        return row != KeyTable.NONE && letters.get(row, REVISION) == (revision == null ? 0 : revision)
                && new Fingerprint(letters.get(row, CAUSE_HIGH), letters.get(row, CAUSE_LOW))
                        .equals(Fingerprint.of(cause.key()));
    }

    /** The records of an office and kind of which one is open. */
    public synchronized List<RecordKey> keys(String office, RecordKind kind) {
        return letters.rows(RecordKey.beginning(office, kind)).mapToObj(letters::key).map(RecordKey::parse).toList();
    }

    /** All that are open. */
    public synchronized List<RecordKey> keys() {
        return letters.rows().mapToObj(letters::key).map(RecordKey::parse).toList();
    }

    public synchronized int size() {
        return letters.size();
    }

    /** @return the key of the record whose dead letter was open and is closed by it */
    Optional<String> take(ConsumerRecord<String, byte[]> record) {
        String name = record.key();
        if (!record.topic().equals(kafka.name(Topic.DEAD_LETTER)) || name == null || !name.endsWith(suffix)) {
            return Optional.empty();
        }
        String key = name.substring(0, name.length() - suffix.length());
        if (record.value() == null) {
            return close(key) ? Optional.of(key) : Optional.empty();
        }
        try {
            open(RecordKey.parse(key), kafka.read(record, DeadLetter.class));
        } catch (UnreadableRecord | IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("A dead letter cannot be read");
        }
        return Optional.empty();
    }

    private synchronized void open(RecordKey key, DeadLetter letter) {
        int row = letters.add(key.toString());
        Long revision = letter.getRevision();
        Fingerprint cause = Fingerprint.of(letter.getFailureCode() + new TreeMap<>(letter.getParameters()));
        letters.set(row, REVISION, revision == null ? 0 : revision);
        letters.set(row, FIRST_AT, ChronoUnit.MICROS.between(Instant.EPOCH, letter.getFirstAt()));
        letters.set(row, ATTEMPTS, letter.getAttempts());
        letters.set(row, CAUSE_HIGH, cause.high());
        letters.set(row, CAUSE_LOW, cause.low());
    }

    private synchronized boolean close(String key) {
        return letters.remove(key);
    }
}
