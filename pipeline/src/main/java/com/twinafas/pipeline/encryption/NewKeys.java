package com.twinafas.pipeline.encryption;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.key.RecordKey;

/**
 * Encrypts, and makes a key for an owner that has none. A new key and what it encrypts first are committed together, so
 * that neither is ever there alone. For one process only, the one whose fence its records go through: two keys of one
 * owner cannot come to be. Not safe for threads.
 */
public final class NewKeys {

    private final KeyRing ring;
    private final TenantKafka kafka;
    private final MasterKeys masters;
    private final InstantSource clock;
    private final Map<String, DataKey> made = new LinkedHashMap<>();
    private final Map<String, DataKey> used = new LinkedHashMap<>();

    NewKeys(KeyRing ring, TenantKafka kafka, MasterKeys masters, InstantSource clock) {
        this.ring = ring;
        this.kafka = kafka;
        this.masters = masters;
        this.clock = clock;
    }

    /** As {@link PayloadCipher#seal}. */
    public PayloadCipher.Sealed seal(RecordKey owner, byte[] content) {
        DataKey key = key(owner);
        DataKey own = made.remove(key.owner());
        if (own != null) {
            used.put(own.owner(), own);
        }
        return key.seal(content);
    }

    /** As {@link PayloadCipher#hash}. */
    public String hash(RecordKey owner, String hash) {
        return KeyId.isOfNobody(owner) ? hash : key(owner).hash(hash);
    }

    /** The keys that were made and used since the last commit; they go before what they encrypt. */
    public List<ProducerRecord<String, byte[]>> records() {
        return used.values().stream().map(key -> KeyRecords.key(kafka, key, masters, clock)).toList();
    }

    /** The records are committed. */
    public void committed() {
        used.values().forEach(ring::learn);
        used.clear();
    }

    private DataKey key(RecordKey owner) {
        String name = KeyId.owner(owner);
        if (name.equals(KeyId.TENANT)) {
            return ring.tenantKey();
        }
        DataKey known = ring.find(name);
        DataKey key = known == null ? used.get(name) : known;
        return key == null ? made.computeIfAbsent(name, DataKey::create) : key;
    }
}
