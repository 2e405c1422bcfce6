package com.twinafas.pipeline.encryption;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.twinafas.schemas.avro.DataKey;

/** Every key that whoever has the broker's disk and the master key can find there, by its id. */
public final class LogKeys {

    private final MasterKeys masters = MasterKeys.parse(TestKeys.MASTER_KEY);
    private final Map<String, com.twinafas.pipeline.encryption.DataKey> keys = new HashMap<>();

    /** A record of topic {@code keys}, whatever became of it later. */
    public void found(DataKey stored) {
        ByteBuffer bytes = stored.getWrapped();
        if (bytes == null) {
            return;
        }
        byte[] wrapped = new byte[bytes.remaining()];
        bytes.duplicate().get(wrapped);
        try {
            var key = masters.unwrap(stored.getOwner(), stored.getNumber(), wrapped);
            keys.put(key.id(), key);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** What the payload says; empty when its key is not there. */
    public Optional<byte[]> open(String keyId, ByteBuffer payload) {
        return Optional.ofNullable(keys.get(keyId)).map(key -> key.open(payload));
    }

    public boolean isOwner(String owner) {
        return keys.values().stream().anyMatch(key -> key.owner().equals(owner));
    }
}
