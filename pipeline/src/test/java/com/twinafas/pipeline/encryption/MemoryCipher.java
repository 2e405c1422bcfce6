package com.twinafas.pipeline.encryption;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;

/** Keys of a test that needs no topic: every owner has one, until it is erased. */
public final class MemoryCipher implements PayloadCipher {

    private final KnownKeys keys = new KnownKeys();

    public void erase(RecordKey owner) {
        keys.erase(KeyId.owner(owner));
    }

    @Override
    public Sealed seal(RecordKey owner, byte[] content) {
        return key(KeyId.owner(owner)).seal(content);
    }

    @Override
    public byte[] open(@Nullable String keyId, ByteBuffer payload) {
        KeyId id = KeyId.parse(Objects.requireNonNull(keyId, "nothing is plain"));
        return key(Objects.requireNonNull(id).owner()).open(payload);
    }

    @Override
    public String hash(RecordKey owner, String hash) {
        return key(KeyId.owner(owner)).hash(hash);
    }

    @Override
    public boolean isErased(RecordKey owner) {
        return keys.isErased(owner.toString());
    }

    @Override
    public boolean isErased(KeyId key) {
        return keys.isErased(key.owner());
    }

    private DataKey key(String owner) {
        DataKey known = keys.find(owner);
        if (known != null) {
            return known;
        }
        DataKey made = DataKey.create(owner);
        keys.put(made);
        return made;
    }
}
