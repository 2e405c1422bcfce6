package com.twinafas.pipeline.settings.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.encryption.ContentUnreadable;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.SettingsVersion;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/**
 * The versions on topic {@code settings}. Whoever writes one holds the fence of all writers and has read to the end, so
 * that of several at once each builds on the one before.
 */
public final class SettingsTopic {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsTopic.class);
    private static final String FENCE = "settings";
    private static final int TRIES = 8;
    private static final int LONGEST_PAUSE_MILLIS = 400;
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final TenantKafka kafka;
    private final PayloadCipher cipher;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final RecordKey owner;

    /** @param random parts processes that take the fence from each other */
    public SettingsTopic(TenantKafka kafka, PayloadCipher cipher, InstantSource clock, RandomGenerator random) {
        this.kafka = kafka;
        this.cipher = cipher;
        this.clock = clock;
        this.random = random;
        this.owner = new RecordKey(kafka.tenant(), RecordKind.REFERENCE, "settings");
    }

    /**
     * What the next version is to be.
     *
     * @param least the number it has at least
     */
    record Draft(String document, @Nullable String fileHash, StoredSettings.Author by, @Nullable String comment,
            long least) {
    }

    /** Every version that can be read, oldest first. */
    public List<StoredSettings> versions() {
        return List.copyOf(read().readable.values());
    }

    /** The latest version that can be read. */
    public Optional<StoredSettings> latest() {
        return read().latest();
    }

    /**
     * Writes the next version.
     *
     * @param decision makes it of the latest one, or nothing; asked again when another process came between
     * @return what was written
     */
    Optional<StoredSettings> change(Function<Optional<StoredSettings>, Optional<Draft>> decision) {
        for (int attempt = 1;; attempt++) {
            Producer<String, byte[]> producer = kafka.transactionalProducer(FENCE);
            try {
                producer.initTransactions();
                Versions versions = read();
                Optional<StoredSettings> next = decision.apply(versions.latest()).map(versions::next);
                next.ifPresent(stored -> write(producer, stored));
                return next;
            } catch (KafkaException e) {
                if (attempt == TRIES || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            } finally {
                producer.close(CLOSE);
            }
            pause();
        }
    }

    private void write(Producer<String, byte[]> producer, StoredSettings stored) {
        PayloadCipher.Sealed sealed = cipher.seal(owner, stored.document().getBytes(StandardCharsets.UTF_8));
        producer.beginTransaction();
        // What goes wrong with it is thrown by the commit.
        Future<RecordMetadata> _ = producer.send(kafka.record(Topic.SETTINGS, String.valueOf(stored.version()),
                SettingsVersion.newBuilder().setVersion(stored.version()).setFileHash(stored.fileHash())
                        .setBy(stored.by().wireName()).setAt(stored.at()).setComment(stored.comment())
                        .setKeyId(sealed.keyId()).setPayload(sealed.payload()).build()));
        producer.commitTransaction();
    }

    /** The version in a record; empty when it has none that can be read. */
    Optional<StoredSettings> stored(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            SettingsVersion value = kafka.read(record, SettingsVersion.class);
            return Optional.of(new StoredSettings(value.getVersion(),
                    new String(cipher.open(value.getKeyId(), value.getPayload()), StandardCharsets.UTF_8),
                    value.getFileHash(),
                    StoredSettings.Author.valueOf(value.getBy().toUpperCase(Locale.ROOT)), value.getAt(),
                    value.getComment()));
        } catch (UnreadableRecord | ContentUnreadable | IllegalArgumentException e) {
            LOG.atError().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("A version of the settings cannot be read and is left out");
            return Optional.empty();
        }
    }

    private Versions read() {
        Versions versions = new Versions();
        kafka.readToEnd(Topic.SETTINGS, record -> {
            versions.highest = Math.max(versions.highest, number(record.key()));
            stored(record).ifPresent(stored -> versions.readable.put(stored.version(), stored));
        });
        return versions;
    }

    private static long number(@Nullable String key) {
        try {
            return key == null ? 0 : Long.parseLong(key);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Of a random length, so that two processes do not take the fence from each other for ever. */
    private void pause() {
        try {
            Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Stopped while settings were written", e);
        }
    }

    /** What the topic holds. */
    private final class Versions {

        private final NavigableMap<Long, StoredSettings> readable = new TreeMap<>();
        private long highest;

        Optional<StoredSettings> latest() {
            return Optional.ofNullable(readable.lastEntry()).map(Map.Entry::getValue);
        }

        StoredSettings next(Draft draft) {
            return new StoredSettings(Math.max(highest + 1, draft.least()), draft.document(), draft.fileHash(),
                    draft.by(), clock.instant(), draft.comment());
        }
    }
}
