package com.twinafas.pipeline.encryption;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.kafka.FencedProducer;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.Erasure;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/**
 * The tenant's keys as they stand on topic {@code keys}. It encrypts under keys that are there; only {@link NewKeys}
 * makes one, in the transaction that uses it first. A key that is not known yet is waited for: it was committed with the
 * record that came before it.
 */
public final class KeyRing implements PayloadCipher, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
    private static final String FENCE = "keys";
    private static final int FENCE_TRIES = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int MISSED_AT_HAND = 1000;

    private final TenantKafka kafka;
    private final MasterKeys masters;
    private final InstantSource clock;
    private final KnownKeys keys = new KnownKeys();
    private final Map<String, Erasure> erasures = Collections.synchronizedMap(new LinkedHashMap<>());
    /** Key ids that were waited for in vain. */
    private final Set<String> missed = Collections.synchronizedSet(
            Collections.newSetFromMap(new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MISSED_AT_HAND;
                }
            }));
    /** Owners whose keys no master key opened. */
    private final Set<String> locked = ConcurrentHashMap.newKeySet();
    private final ReentrantLock following = new ReentrantLock();
    private @Nullable Consumer<String, byte[]> consumer;
    /** Owners whose keys are encrypted under an earlier master key. */
    private final Set<String> outdated = ConcurrentHashMap.newKeySet();

    public KeyRing(TenantKafka kafka, MasterKeys masters, InstantSource clock) {
        this.kafka = kafka;
        this.masters = masters;
        this.clock = clock;
    }

    @Override
    public Sealed seal(RecordKey owner, byte[] content) {
        return key(owner).seal(content);
    }

    @Override
    public byte[] open(@Nullable String keyId, ByteBuffer payload) {
        if (keyId == null) {
            byte[] content = new byte[payload.remaining()];
            payload.duplicate().get(content);
            return content;
        }
        KeyId id = KeyId.parse(keyId);
        if (id == null) {
            throw new ContentUnreadable("A payload names no key");
        }
        return awaited(id.owner(), id.number()).open(payload);
    }

    @Override
    public String hash(RecordKey owner, String hash) {
        return KeyId.isOfNobody(owner) ? hash : key(owner).hash(hash);
    }

    @Override
    public boolean isErased(RecordKey owner) {
        return keys.isErased(owner.toString());
    }

    @Override
    public boolean isErased(KeyId key) {
        return keys.isErased(key.owner());
    }

    /**
     * Reads all that is committed by now. Never called with a transaction open in the same thread that writes keys.
     *
     * @throws KafkaException when Kafka cannot be reached, or the master key is not that of these keys
     */
    public void refresh() {
        following.lock();
        try {
            Consumer<String, byte[]> reader = reader();
            TopicPartition partition = kafka.partition(Topic.KEYS);
            long end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (reader.position(partition) < end) {
                reader.poll(Duration.ofMillis(100)).forEach(this::read);
            }
            if (!locked.isEmpty()) {
                throw new KeysUnavailable("The master key is not the one that the tenant's keys are encrypted under");
            }
        } catch (RuntimeException e) {
            // What was not taken in is read again.
            close();
            throw e;
        } finally {
            following.unlock();
        }
    }

    /** Makes keys that are committed with what they encrypt first. For the only one who may make them. */
    public NewKeys newKeys() {
        return new NewKeys(this, kafka, masters, clock);
    }

    /** Whether the owner has a key, or had one that was destroyed. */
    public boolean knows(RecordKey owner) {
        return keys.knows(owner.toString());
    }

    /** Every erasure by its customer, as it stands. */
    public Map<RecordKey, Erasure> erasures() {
        return erasures(any -> true);
    }

    /** Those of whose keys something is left. */
    public Map<RecordKey, Erasure> openErasures() {
        return erasures(erasure -> erasure.getGoneAt() == null);
    }

    private Map<RecordKey, Erasure> erasures(Predicate<Erasure> wanted) {
        synchronized (erasures) {
            Map<RecordKey, Erasure> copy = new LinkedHashMap<>();
            erasures.forEach((customer, erasure) -> {
                if (wanted.test(erasure)) {
                    copy.put(RecordKey.parse(customer), erasure);
                }
            });
            return copy;
        }
    }

    /** What destroys the keys of erased owners that are on the topic still; for the poller to commit. */
    public List<ProducerRecord<String, byte[]>> destructions() {
        return keys.condemned().stream().map(owner -> KeyRecords.destroyed(kafka, owner)).toList();
    }

    /** Destroys the owner's key. */
    public ProducerRecord<String, byte[]> destruction(String owner) {
        return KeyRecords.destroyed(kafka, owner);
    }

    /** How far an erasure is, with the owners whose keys go with it. */
    public ProducerRecord<String, byte[]> record(RecordKey customer, Erasure erasure) {
        return KeyRecords.erased(kafka, customer.toString(), erasure);
    }

    /** Makes the broker close what it writes to, so that it can be cleaned. */
    public ProducerRecord<String, byte[]> sweep() {
        return KeyRecords.sweep(kafka);
    }

    /** Those of the owners of whom the topic holds a key still, also one that was destroyed or replaced. */
    public Set<String> left(Set<String> owners) {
        Set<String> left = new HashSet<>();
        kafka.readToEnd(Topic.KEYS, record -> {
            if (record.value() != null && owners.contains(record.key())) {
                left.add(record.key());
            }
        });
        return left;
    }

    /** The keys that are encrypted under an earlier master key, under the current one; for the poller to commit. */
    public List<ProducerRecord<String, byte[]>> rewrapped() {
        return outdated.stream().filter(owner -> !keys.isErased(owner)).map(keys::find).filter(Objects::nonNull)
                .map(key -> KeyRecords.key(kafka, key, masters, clock)).toList();
    }

    @Override
    public void close() {
        following.lock();
        try {
            Consumer<String, byte[]> open = consumer;
            consumer = null;
            if (open != null) {
                open.close();
            }
        } finally {
            following.unlock();
        }
    }

    /** The key that is the owner's; null when it has none. */
    @Nullable
    DataKey find(String owner) {
        return keys.find(owner);
    }

    /** It is committed. */
    void learn(DataKey key) {
        keys.put(key);
    }

    /** The key of what is about nobody; made once in a tenant's life, under a fence of all who could. */
    DataKey tenantKey() {
        DataKey key = keys.find(KeyId.TENANT);
        for (int attempt = 1; key == null; attempt++) {
            try (FencedProducer producer = FencedProducer.open(kafka, FENCE)) {
                refresh();
                key = keys.find(KeyId.TENANT);
                if (key == null) {
                    DataKey made = DataKey.create(KeyId.TENANT);
                    producer.commit(List.of(KeyRecords.key(kafka, made, masters, clock)));
                    keys.put(made);
                    key = made;
                }
            } catch (KafkaException e) {
                if (attempt == FENCE_TRIES || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos() * attempt);
            }
        }
        return key;
    }

    private DataKey key(RecordKey owner) {
        if (KeyId.isOfNobody(owner)) {
            return tenantKey();
        }
        if (owner.kind() == RecordKind.CUSTOMER) {
            return awaited(owner.toString(), 0);
        }
        // A record that is about several customers came with a key of its own; one without is about nobody.
        DataKey own = keys.find(owner.toString());
        return own == null ? tenantKey() : own;
    }

    /** @param number 0 for whichever the owner has */
    private DataKey awaited(String owner, long number) {
        String id = KeyId.of(owner, number);
        long deadline = System.nanoTime() + (missed.contains(id) ? 0 : PATIENCE.toNanos());
        while (true) {
            DataKey key = keys.find(owner);
            if (key != null && (number == 0 || key.number() == number)) {
                return key;
            }
            refresh();
            key = keys.find(owner);
            if (key != null && (number == 0 || key.number() == number)) {
                return key;
            }
            if (System.nanoTime() >= deadline) {
                missed.add(id);
                throw new ContentUnreadable("The key of a payload is not known");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Consumer<String, byte[]> reader() {
        Consumer<String, byte[]> open = consumer;
        if (open == null) {
            open = kafka.consumer(null, Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100));
            consumer = open;
            List<TopicPartition> partitions = List.of(kafka.partition(Topic.KEYS));
            open.assign(partitions);
            open.seekToBeginning(partitions);
        }
        return open;
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        String name = record.key();
        if (name == null || name.equals(KeyRecords.SWEEP)) {
            return;
        }
        try {
            if (record.value() == null) {
                keys.destroyed(name);
                locked.remove(name);
                return;
            }
            com.twinafas.schemas.avro.DataKey value = kafka.read(record, com.twinafas.schemas.avro.DataKey.class);
            Erasure erasure = value.getErasure();
            if (erasure == null) {
                unwrap(value);
            } else {
                keys.erase(value.getOwner());
                erasure.getAlso().forEach(keys::erase);
                erasures.put(value.getOwner(), erasure);
            }
        } catch (UnreadableRecord e) {
            LOG.atError().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .log("A key cannot be read: what is encrypted under it is lost");
        }
    }

    private void unwrap(com.twinafas.schemas.avro.DataKey value) {
        ByteBuffer stored = value.getWrapped();
        if (stored == null) {
            return;
        }
        byte[] wrapped = new byte[stored.remaining()];
        stored.duplicate().get(wrapped);
        try {
            keys.put(masters.unwrap(value.getOwner(), value.getNumber(), wrapped));
            if (masters.isCurrent(wrapped)) {
                outdated.remove(value.getOwner());
            } else {
                outdated.add(value.getOwner());
            }
            locked.remove(value.getOwner());
        } catch (GeneralSecurityException e) {
            // After a change of the master key the same key stands behind it, under the current one.
            locked.add(value.getOwner());
        }
    }
}
