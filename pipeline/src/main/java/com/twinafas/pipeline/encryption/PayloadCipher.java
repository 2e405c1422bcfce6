package com.twinafas.pipeline.encryption;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;

/** Encrypts the personal content of records under a data key of the customer it is about. */
public interface PayloadCipher {

    /** Content as it travels: {@code keyId} is null when it is plain. */
    record Sealed(@Nullable String keyId, ByteBuffer payload) {
    }

    /**
     * @param owner the customer the content is about, or the record itself when it is about several or nobody; what is
     *              about nobody is encrypted under the tenant's own key
     * @throws ContentErased when the owner was erased
     */
    Sealed seal(RecordKey owner, byte[] content);

    /**
     * @param keyId as it came with the payload; null is plain
     * @throws ContentErased     when the key was destroyed
     * @throws ContentUnreadable when the payload was never encrypted under a key of ours
     */
    byte[] open(@Nullable String keyId, ByteBuffer payload);

    /**
     * A hash that says as much to whoever has the owner's key and nothing to anybody else: what is hashed can be so
     * little that the hash itself would give it away. Of what is about nobody it is the hash as it is.
     *
     * @throws ContentErased when the owner was erased
     */
    String hash(RecordKey owner, String hash);

    /** Whether the owner was erased: nothing about it is kept any more. */
    boolean isErased(RecordKey owner);

    /** Whether the key was destroyed. */
    boolean isErased(KeyId key);
}
