package com.twinafas.pipeline.encryption;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.AesGcmParameters.Variant;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The tenant's master keys: the first encrypts data keys, all of them decrypt. AES-256 in GCM. */
public final class MasterKeys {

    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
    private static final int BYTES = 32;
    /** Tink's prefix of what is encrypted: one byte and the key's id. */
    private static final int ID_AT = 1;

    private final List<Master> masters;

    private record Master(int id, Aead aead) {
    }

    private MasterKeys(List<Master> masters) {
        this.masters = List.copyOf(masters);
    }

    /**
     * @param text each 32 bytes in Base64, the current one first, with white space or commas between them
     * @throws IllegalArgumentException when it is anything else; the message says nothing of the text
     */
    public static MasterKeys parse(String text) {
        List<Master> masters = new ArrayList<>();
        SEPARATOR.splitAsStream(text.strip()).map(MasterKeys::master).forEach(masters::add);
        if (masters.stream().map(Master::id).distinct().count() != masters.size()) {
            throw new IllegalArgumentException("names a master key twice");
        }
        return new MasterKeys(masters);
    }

    /** A new key, as {@link #parse} takes it. */
    public static String generate() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    byte[] wrap(DataKey key) {
        try {
            return masters.getFirst().aead().encrypt(key.bytes(), bytes(key.owner(), key.number()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM", e);
        }
    }

    /** @throws GeneralSecurityException when none of these wrapped it, for this owner and number */
    DataKey unwrap(String owner, long number, byte[] wrapped) throws GeneralSecurityException {
        int id = id(wrapped);
        for (Master master : masters) {
            if (master.id() == id) {
                return DataKey.of(owner, number, master.aead().decrypt(wrapped, bytes(owner, number)));
            }
        }
        throw new GeneralSecurityException("The master key is not one of these");
    }

    /** Whether it was wrapped with the current one. */
    boolean isCurrent(byte[] wrapped) {
        return id(wrapped) == masters.getFirst().id();
    }

    static AesGcmParameters parameters(Variant variant) {
        try {
            return AesGcmParameters.builder().setKeySizeBytes(BYTES).setIvSizeBytes(12).setTagSizeBytes(16)
                    .setVariant(variant).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Tink has AES-GCM", e);
        }
    }

    @AccessesPartialKey
    private static Master master(String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not 32 bytes in Base64");
        }
        if (key.length != BYTES) {
            throw new IllegalArgumentException("is not 32 bytes in Base64");
        }
        try {
            int id = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key)).getInt();
            return new Master(id,
                    AesGcmJce.create(AesGcmKey.builder().setParameters(parameters(Variant.TINK))
                            .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                            .setIdRequirement(id).build()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static int id(byte[] wrapped) {
        return wrapped.length < ID_AT + Integer.BYTES ? 0 : ByteBuffer.wrap(wrapped).getInt(ID_AT);
    }

    /** What it was wrapped for: it opens nothing under another owner's name. */
    private static byte[] bytes(String owner, long number) {
        return KeyId.of(owner, number).getBytes(StandardCharsets.UTF_8);
    }
}
