package com.twinafas.mapper.replay;

import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.deadletter.LetterReader;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.table.Fingerprint;
import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.schemas.avro.Delivery;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

/**
 * Of each record that a job is about, where its current state stands on its topic, and of what AFAS has of it where that
 * delivery stands and what it was made from. Some tens of bytes a record. Once it is filled, several threads may ask of
 * what AFAS has.
 */
final class CurrentStates {

    /** Offsets are kept with one added: 0 is none. */
    private static final int RAW = 0;
    private static final int DELIVERY = 1;
    private static final int SOURCE_HIGH = 2;
    private static final int SOURCE_LOW = 3;
    private static final int CUSTOMER = 4;
    private static final int COLUMNS = 5;
    /** No customer has this revision. */
    private static final long NO_CUSTOMER = 0;
    /** No text has this fingerprint. */
    private static final Fingerprint NOTHING = new Fingerprint(0, 0);

    private final TenantKafka kafka;
    private final KeyTable table = new KeyTable(COLUMNS);
    private final KeyTable wanted = new KeyTable(0);

    CurrentStates(TenantKafka kafka) {
        this.kafka = kafka;
    }

    /** The record is meant, and with it the one it is a part of. */
    void want(RecordKey key) {
        wanted.add(key.toString());
        table.add(key.toString());
        table.add(LetterSelection.whole(key).toString());
    }

    /** The kinds of what is meant. */
    boolean wants(RecordKind kind) {
        return wantedKeys().anyMatch(key -> key.kind() == kind);
    }

    /** Finds where the records that are wanted stand. */
    void findWanted(RecordKind kind) {
        kafka.readToEnd(Topic.raw(kind), record -> {
            int row = record.key() == null ? KeyTable.NONE : table.row(record.key());
            if (row != KeyTable.NONE) {
                table.set(row, RAW, record.value() == null ? 0 : record.offset() + 1);
            }
        });
    }

    /**
     * Finds all records of a kind.
     *
     * @param office null is every one
     */
    void findAll(RecordKind kind, @Nullable String office) {
        String beginning = office == null ? "" : RecordKey.beginning(office, kind);
        kafka.readToEnd(Topic.raw(kind), record -> {
            if (record.key() == null || !record.key().startsWith(beginning)) {
                return;
            }
            if (record.value() == null) {
                table.remove(record.key());
            } else {
                table.set(table.add(record.key()), RAW, record.offset() + 1);
            }
        });
    }

    /** Finds what AFAS has of them; what waits for a person there counts as nothing. */
    void findDeliveries() {
        kafka.readToEnd(Topic.DELIVERY, this::delivery);
        new LetterReader(kafka).forEach(LetterFilter.ALL, letter -> {
            int row = table.row(letter.key().toString());
            if (row != KeyTable.NONE) {
                setSource(row, NOTHING, NO_CUSTOMER);
            }
        });
    }

    private void delivery(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        int row = table.row(record.key());
        if (row == KeyTable.NONE && isPart(record.key())) {
            row = table.add(record.key());
        }
        if (row == KeyTable.NONE) {
            return;
        }
        table.set(row, DELIVERY, record.offset() + 1);
        try {
            Delivery delivery = kafka.read(record, Delivery.class);
            String hash = delivery.getRawHash();
            Long settings = delivery.getSettingsVersion();
            boolean isSettled = hash != null && settings != null && delivery.getIntent() == null;
            Long customer = delivery.getCustomerRevision();
            setSource(row, isSettled
                    ? source(String.valueOf(hash), settings == null ? 0 : settings)
                    : NOTHING, customer == null ? NO_CUSTOMER : customer);
        } catch (UnreadableRecord e) {
            // The writer tells; here it only is not skipped.
            setSource(row, NOTHING, NO_CUSTOMER);
        }
    }

    /** Whether it is the delivery of a part of a record that is meant. */
    private boolean isPart(String key) {
        return key.contains("/" + RecordKind.ARTICLE.wireName() + "/")
                && table.contains(LetterSelection.whole(RecordKey.parse(key)).toString());
    }

    /** Whether a raw record is the current state of one that is meant. */
    boolean isCurrent(ConsumerRecord<String, byte[]> record) {
        int row = record.key() == null ? KeyTable.NONE : table.row(record.key());
        return row != KeyTable.NONE && table.get(row, RAW) == record.offset() + 1;
    }

    /** Whether what AFAS has was made from this raw record by these settings; its customer is another question. */
    synchronized boolean isMadeFrom(String key, String rawHash, long settingsVersion) {
        int row = table.row(key);
        Fingerprint source = source(rawHash, settingsVersion);
        return row != KeyTable.NONE && table.get(row, SOURCE_HIGH) == source.high()
                && table.get(row, SOURCE_LOW) == source.low();
    }

    /**
     * Whether what AFAS has was made with this customer.
     *
     * @param revision 0 when it has none
     */
    synchronized boolean isMadeWith(String key, long revision) {
        int row = table.row(key);
        return row != KeyTable.NONE && table.get(row, CUSTOMER) == revision;
    }

    /** Where the current state of a record stands on its topic; null when it is on none. */
    @Nullable
    Long rawOffset(String key) {
        int row = table.row(key);
        return row == KeyTable.NONE || table.get(row, RAW) == 0 ? null : table.get(row, RAW) - 1;
    }

    /** Where what AFAS has stands on its topic; null when it has nothing that was noted. */
    synchronized @Nullable Long deliveryOffset(String key) {
        int row = table.row(key);
        return row == KeyTable.NONE || table.get(row, DELIVERY) == 0 ? null : table.get(row, DELIVERY) - 1;
    }

    /** How many current states stand between two offsets of a kind's topic. */
    long count(RecordKind kind, long from, long to) {
        String inKey = "/" + kind.wireName() + "/";
        return table.rows().filter(row -> table.get(row, RAW) > from && table.get(row, RAW) <= to)
                .filter(row -> table.key(row).contains(inKey)).count();
    }

    /** How many of those that are wanted are on no topic. */
    long missing() {
        return wantedKeys().filter(key -> isMissing(key) && isMissing(LetterSelection.whole(key))).count();
    }

    private Stream<RecordKey> wantedKeys() {
        return wanted.rows().mapToObj(wanted::key).map(RecordKey::parse);
    }

    private boolean isMissing(RecordKey key) {
        return table.get(table.row(key.toString()), RAW) == 0;
    }

    private void setSource(int row, Fingerprint source, long customer) {
        table.set(row, SOURCE_HIGH, source.high());
        table.set(row, SOURCE_LOW, source.low());
        table.set(row, CUSTOMER, customer);
    }

    private static Fingerprint source(String rawHash, long settingsVersion) {
        return Fingerprint.of(rawHash + "/" + settingsVersion);
    }
}
