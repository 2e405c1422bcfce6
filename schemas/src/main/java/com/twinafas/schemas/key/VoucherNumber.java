package com.twinafas.schemas.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The number by which a transaction's entry is found again in AFAS (afas-api §3.9): the same record always has the same. */
public final class VoucherNumber {

    private static final int LENGTH = 32;
    private static final int HASH_LENGTH = 8;

    private VoucherNumber() {
    }

    /** {@code BpNr}: office, day book and number; where that is too long a hash of it and as much of its end as fits. */
    public static String of(RecordKey key) {
        String whole = key.office() + "/" + key.code();
        if (whole.length() <= LENGTH) {
            return whole;
        }
        return hash(whole) + "/" + whole.substring(whole.length() - (LENGTH - HASH_LENGTH - 1));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
