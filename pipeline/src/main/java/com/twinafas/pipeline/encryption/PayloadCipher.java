package com.twinafas.pipeline.encryption;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;

/** Encrypts the personal content of records under a data key of the customer it is about. */
public interface PayloadCipher {

    /** Content as it travels: {@code keyId} is null when it is plain. */
    record Sealed(@Nullable String keyId, ByteBuffer payload) {
    }

    /** @param owner the customer the content is about, or the record itself when it is about nobody */
    Sealed seal(RecordKey owner, byte[] content);

    /** @param keyId as it came with the payload */
    byte[] open(@Nullable String keyId, ByteBuffer payload);

    /** Content travels as it is. */
    PayloadCipher PLAIN = new PayloadCipher() {
        @Override
        public Sealed seal(RecordKey owner, byte[] content) {
            return new Sealed(null, ByteBuffer.wrap(content));
        }

        @Override
        public byte[] open(@Nullable String keyId, ByteBuffer payload) {
            if (keyId != null) {
                throw new IllegalStateException("A payload is encrypted under key " + keyId + ", which is not known");
            }
            byte[] content = new byte[payload.remaining()];
            payload.duplicate().get(content);
            return content;
        }
    };
}
