package com.twinafas.pipeline.encryption;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The key of one owner: AES-256 in GCM, and HKDF for hashes.
 *
 * @param owner  record key, or {@value KeyId#TENANT}
 * @param number with the owner it is the key's id
 */
record DataKey(String owner, long number, SecretBytes secret) {

    static final int BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AesGcmParameters PARAMETERS = MasterKeys.parameters(AesGcmParameters.Variant.NO_PREFIX);

    /** A new one. */
    static DataKey create(String owner) {
        return new DataKey(owner, RANDOM.nextLong(1, Long.MAX_VALUE), SecretBytes.randomBytes(BYTES));
    }

    static DataKey of(String owner, long number, byte[] secret) {
        return new DataKey(owner, number, SecretBytes.copyFrom(secret, InsecureSecretKeyAccess.get()));
    }

    byte[] bytes() {
        return secret.toByteArray(InsecureSecretKeyAccess.get());
    }

    String id() {
        return KeyId.of(owner, number);
    }

    PayloadCipher.Sealed seal(byte[] content) {
        String id = id();
        try {
            return new PayloadCipher.Sealed(id, ByteBuffer.wrap(aead().encrypt(content, bytes(id))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM", e);
        }
    }

    /** @throws ContentUnreadable when it was not encrypted under this key */
    byte[] open(ByteBuffer payload) {
        byte[] sealed = new byte[payload.remaining()];
        payload.duplicate().get(sealed);
        try {
            return aead().decrypt(sealed, bytes(id()));
        } catch (GeneralSecurityException e) {
            throw new ContentUnreadable("A payload is not what was encrypted under its key");
        }
    }

    String hash(String hash) {
        try {
            return HexFormat.of()
                    .formatHex(Hkdf.computeHkdf("HMACSHA256", bytes(), new byte[0], bytes("hash/" + hash), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
        }
    }

    @AccessesPartialKey
    private Aead aead() throws GeneralSecurityException {
        return AesGcmJce.create(AesGcmKey.builder().setParameters(PARAMETERS).setKeyBytes(secret).build());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "DataKey[" + id() + "]";
    }
}
