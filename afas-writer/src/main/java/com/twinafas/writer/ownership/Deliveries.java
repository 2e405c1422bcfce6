package com.twinafas.writer.ownership;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.encryption.ContentUnreadable;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.OffsetReader;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.table.Fingerprint;
import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.writer.debtor.DebtorKeys;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.OwnershipLost;
import com.twinafas.writer.delivery.Version;

/**
 * The deliveries as they are committed. Of each is kept where it stands on its topic and what a replay is compared with,
 * some tens of bytes; all of it is read back from there, with the last ones used at hand. Safe for threads.
 */
final class Deliveries implements AutoCloseable {

    private static final int OFFSET = 0;
    /** Up to this revision a replay from the same source has nothing to do. */
    private static final int DONE_UP_TO = 1;
    private static final int SOURCE_HIGH = 2;
    private static final int SOURCE_LOW = 3;
    /** Of a customer: by the hash of its number, the debtor it is linked to. */
    private static final int DEBTOR = 4;
    private static final int COLUMNS = 5;

    private static final long NOTHING_DONE = Long.MIN_VALUE;
    /** Hashes of debtors are odd. */
    private static final long NO_DEBTOR = 0;
    private static final long DEBTOR_UNKNOWN = 2;

    private static final int AT_HAND = 2000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final TenantKafka kafka;
    private final PayloadCipher cipher;
    private final OffsetReader reader;
    private final KeyTable table = new KeyTable(COLUMNS);
    private final Map<String, byte[]> atHand = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > AT_HAND;
        }
    };
    private boolean closed;

    Deliveries(TenantKafka kafka, PayloadCipher cipher) {
        this.kafka = kafka;
        this.cipher = cipher;
        this.reader = new OffsetReader(kafka);
    }

    /** Reads all that are committed. */
    void readAll() {
        kafka.readToEnd(Topic.DELIVERY, record -> {
            if (record.value() == null) {
                table.remove(record.key());
            } else {
                put(record.key(), record.value(), record.offset());
            }
        });
    }

    /** One more is committed and stands there. */
    void committed(String key, byte[] value, long offset) {
        synchronized (table) {
            put(key, value, offset);
            atHand.put(key, value);
        }
    }

    /**
     * The record's delivery; {@link Delivery#none} when there is none.
     *
     * @throws KafkaException when it cannot be read back
     * @throws OwnershipLost  when this is closed
     */
    Delivery get(RecordKey key) {
        String name = key.toString();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long offset;
            byte[] value;
            synchronized (table) {
                int row = table.row(name);
                if (row == KeyTable.NONE) {
                    return Delivery.none(key);
                }
                offset = table.get(row, OFFSET);
                value = atHand.get(name);
            }
            if (value != null) {
                return delivery(name, value);
            }
            if (!fetch(name, offset)) {
                // It is committed, but the broker does not show it yet.
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("The delivery of " + name + " cannot be read back");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Whether this version, or a newer one, was delivered from the very same source and nothing is open. */
    boolean isDone(RecordKey key, Version version) {
        Fingerprint source = source(key.kind(), version);
        synchronized (table) {
            int row = table.row(key.toString());
            return row != KeyTable.NONE && table.get(row, DONE_UP_TO) >= version.revision()
                    && table.get(row, SOURCE_HIGH) == source.high() && table.get(row, SOURCE_LOW) == source.low();
        }
    }

    /** Whether a customer other than this one is linked to the debtor. */
    boolean isLinkedByAnother(String debtor, RecordKey customer) {
        List<RecordKey> candidates;
        synchronized (table) {
            candidates = table.rows().filter(row -> mayBeLinked(table.get(row, DEBTOR), debtor)).mapToObj(table::key)
                    .map(RecordKey::parse).filter(key -> !key.equals(customer)).toList();
        }
        return candidates.stream().map(this::get)
                .anyMatch(delivery -> debtor.equals(delivery.afas(DebtorKeys.DEBTOR)));
    }

    @Override
    public void close() {
        reader.wakeup();
        synchronized (reader) {
            closed = true;
            reader.close();
        }
    }

    private void put(String key, byte[] value, long offset) {
        int row = table.add(key);
        table.set(row, OFFSET, offset);
        Delivery delivery = readable(key, value, DeliveryRecords::withoutValues);
        Version version = delivery == null || delivery.intent() != null ? null : delivery.version();
        table.set(row, DONE_UP_TO, version == null ? NOTHING_DONE : version.revision());
        if (delivery != null && version != null) {
            Fingerprint source = source(delivery.key().kind(), version);
            table.set(row, SOURCE_HIGH, source.high());
            table.set(row, SOURCE_LOW, source.low());
        }
        table.set(row, DEBTOR, debtor(key, delivery));
    }

    /**
     * Fetches what stands there and behind it: who replays in the order of the topic needs that next.
     *
     * @return whether the delivery is at hand now
     */
    private boolean fetch(String name, long offset) {
        synchronized (reader) {
            if (closed) {
                throw new OwnershipLost();
            }
            synchronized (table) {
                if (atHand.containsKey(name)) {
                    return true;
                }
            }
            List<ConsumerRecord<String, byte[]>> fetched = reader.readFrom(Topic.DELIVERY, offset);
            synchronized (table) {
                fetched.stream().filter(this::isCurrent).forEach(record -> atHand.put(record.key(), record.value()));
                return atHand.containsKey(name);
            }
        }
    }

    private boolean isCurrent(ConsumerRecord<String, byte[]> record) {
        int row = table.row(record.key());
        return row != KeyTable.NONE && table.get(row, OFFSET) == record.offset();
    }

    private Delivery delivery(String key, byte[] value) {
        Delivery delivery = readable(key, value, record -> DeliveryRecords.toDelivery(record, cipher));
        if (delivery == null) {
            // Never taken for a record that AFAS does not have.
            throw new IllegalStateException("The delivery of " + key + " cannot be read");
        }
        return delivery;
    }

    private @Nullable Delivery readable(String key, byte[] value,
            Function<com.twinafas.schemas.avro.Delivery, Delivery> read) {
        try {
            return read.apply(kafka.read(new ConsumerRecord<>(kafka.name(Topic.DELIVERY), 0, 0, key, value),
                    com.twinafas.schemas.avro.Delivery.class));
        } catch (UnreadableRecord | ContentUnreadable | IllegalArgumentException e) {
            return null;
        }
    }

    /** What an update is made from; a customer's is its own debtor block. */
    private static Fingerprint source(RecordKind kind, Version version) {
        return Fingerprint.of(version.rawHash() + "/" + version.settingsVersion()
                + (kind == RecordKind.CUSTOMER ? "" : "/" + version.customerRevision()));
    }

    private static long debtor(String key, @Nullable Delivery delivery) {
        if (delivery == null) {
            return key.contains("/" + RecordKind.CUSTOMER.wireName() + "/") ? DEBTOR_UNKNOWN : NO_DEBTOR;
        }
        String number = delivery.key().kind() == RecordKind.CUSTOMER ? delivery.afas(DebtorKeys.DEBTOR) : null;
        return number == null ? NO_DEBTOR : hash(number);
    }

    private static boolean mayBeLinked(long linked, String debtor) {
        return linked == DEBTOR_UNKNOWN || linked == hash(debtor);
    }

    private static long hash(String debtor) {
        return Fingerprint.of(debtor).high() | 1;
    }
}
