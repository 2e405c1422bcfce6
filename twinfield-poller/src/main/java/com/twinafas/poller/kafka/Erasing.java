package com.twinafas.poller.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.activity.Activities;
import com.twinafas.pipeline.encryption.ContentErased;
import com.twinafas.pipeline.encryption.ContentUnreadable;
import com.twinafas.pipeline.encryption.KeyId;
import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.poller.archive.NamedCustomers;
import com.twinafas.schemas.avro.Delivery;
import com.twinafas.schemas.avro.Erasure;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.twinfield.xml.UnreadableXml;
import com.twinafas.twinfield.xml.Xml;

/**
 * Carries out what is asked on topic {@code keys}: the keys of an erased customer are destroyed, and with them those of
 * the debtor in AFAS that is nobody else's and of transactions that name the customer among others. It is done when the
 * broker's log does not hold them any more.
 */
final class Erasing {

    private static final Logger LOG = LoggerFactory.getLogger(Erasing.class);
    /** Names of debtors in AFAS, as the reader's keys have them. */
    private static final String AFAS = "afas";
    private static final String DEBTOR = "DbId";
    /** Between two looks at the broker's log; each makes it close a segment. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final TenantKafka kafka;
    private final KeyRing keys;
    private final Activities activities;
    private final InstantSource clock;
    private Instant looked = Instant.EPOCH;

    Erasing(TenantKafka kafka, KeyRing keys, Activities activities, InstantSource clock) {
        this.kafka = kafka;
        this.keys = keys;
        this.activities = activities;
        this.clock = clock;
    }

    /** What is to be committed next; empty when there is nothing to do now. Nobody publishes meanwhile. */
    List<ProducerRecord<String, byte[]>> next() {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(keys.destructions());
        Map<RecordKey, Erasure> going = new HashMap<>();
        keys.openErasures().forEach((customer, erasure) -> {
            if (erasure.getDestroyedAt() == null) {
                records.addAll(destroy(customer, erasure));
            } else {
                going.put(customer, erasure);
            }
        });
        if (!going.isEmpty() && !clock.instant().isBefore(looked.plus(LOOK))) {
            looked = clock.instant();
            records.addAll(look(going));
        }
        return records;
    }

    private List<ProducerRecord<String, byte[]>> destroy(RecordKey customer, Erasure erasure) {
        Set<String> also = new TreeSet<>(shared(customer));
        RecordKey debtor = debtor(customer);
        if (debtor != null) {
            also.add(debtor.toString());
        }
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        also.forEach(owner -> records.add(keys.destruction(owner)));
        records.add(keys.destruction(customer.toString()));
        records.add(keys.record(customer, Erasure.newBuilder(erasure).setAlso(List.copyOf(also))
                .setDestroyedAt(clock.instant()).build()));
        records.add(activities.step(customer, "erased", null,
                Map.of("by", erasure.getRequestedBy(), "keys", String.valueOf(also.size() + 1))));
        LOG.atInfo().addKeyValue("record", customer).log("A customer is erased: {} keys are destroyed",
                also.size() + 1);
        return records;
    }

    /** What is destroyed leaves the log when the broker has cleaned it, and that only what it does not write to. */
    private List<ProducerRecord<String, byte[]>> look(Map<RecordKey, Erasure> going) {
        Set<String> owners = new HashSet<>();
        going.forEach((customer, erasure) -> {
            owners.add(customer.toString());
            owners.addAll(erasure.getAlso());
        });
        Set<String> left = keys.left(owners);
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        going.forEach((customer, erasure) -> {
            if (!left.contains(customer.toString()) && erasure.getAlso().stream().noneMatch(left::contains)) {
                records.add(keys.record(customer, Erasure.newBuilder(erasure).setGoneAt(clock.instant()).build()));
                LOG.atInfo().addKeyValue("record", customer).log("The keys of an erased customer are gone");
            }
        });
        if (!left.isEmpty()) {
            records.add(keys.sweep());
        }
        return records;
    }

    /** The debtor that the customer is linked to; null when it has none, or shares it with another customer. */
    private @Nullable RecordKey debtor(RecordKey customer) {
        Map<RecordKey, String> debtors = new HashMap<>();
        kafka.readToEnd(Topic.DELIVERY, consumed -> {
            RecordKey key = key(consumed);
            if (key == null || key.kind() != RecordKind.CUSTOMER) {
                return;
            }
            try {
                String number = consumed.value() == null
                        ? null
                        : kafka.read(consumed, Delivery.class).getAfasKeys().get(DEBTOR);
                if (number == null) {
                    debtors.remove(key);
                } else {
                    debtors.put(key, number);
                }
            } catch (UnreadableRecord e) {
                skipped(consumed);
            }
        });
        String number = debtors.remove(customer);
        return number == null || debtors.containsValue(number)
                ? null
                : new RecordKey(AFAS, RecordKind.CUSTOMER, number);
    }

    /** Transactions of several customers, in any of the states that are kept, of which this is one. */
    private Set<String> shared(RecordKey customer) {
        Set<String> shared = new HashSet<>();
        kafka.readToEnd(Topic.TRANSACTION, consumed -> {
            RecordKey key = key(consumed);
            if (key != null && key.office().equals(customer.office()) && consumed.value() != null
                    && isShared(key, consumed, customer)) {
                shared.add(key.toString());
            }
        });
        return shared;
    }

    private boolean isShared(RecordKey key, ConsumerRecord<String, byte[]> consumed, RecordKey customer) {
        try {
            RawRecord raw = kafka.read(consumed, RawRecord.class);
            KeyId id = raw.getKeyId() == null ? null : KeyId.parse(raw.getKeyId());
            return id != null && id.owner().equals(key.toString()) && NamedCustomers
                    .of(key, Xml.parse(keys.open(raw.getKeyId(), raw.getPayload()))).contains(customer);
        } catch (ContentErased e) {
            return false;
        } catch (UnreadableRecord | ContentUnreadable | UnreadableXml e) {
            skipped(consumed);
            return false;
        }
    }

    private static @Nullable RecordKey key(ConsumerRecord<String, byte[]> consumed) {
        try {
            return consumed.key() == null ? null : RecordKey.parse(consumed.key());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void skipped(ConsumerRecord<String, byte[]> consumed) {
        LOG.atWarn().addKeyValue("topic", consumed.topic()).log("The record at offset {} cannot be read",
                consumed.offset());
    }
}
