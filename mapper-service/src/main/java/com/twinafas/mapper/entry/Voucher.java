package com.twinafas.mapper.entry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;

/** The numbers by which an entry is found again in AFAS (afas-api §3.9): the same record always has the same. */
final class Voucher {

    private static final int VOUCHER_LENGTH = 32;
    private static final int INVOICE_LENGTH = 12;
    private static final int HASH_LENGTH = 8;

    private Voucher() {
    }

    /** {@code BpNr}: office, day book and number; where that is too long a hash of it and as much of its end as fits. */
    static String number(RecordKey key) {
        String whole = key.office() + "/" + key.code();
        if (whole.length() <= VOUCHER_LENGTH) {
            return whole;
        }
        return hash(whole) + "/" + whole.substring(whole.length() - (VOUCHER_LENGTH - HASH_LENGTH - 1));
    }

    /** {@code InId}: the invoice number; without signs where it is too long, then its end. */
    static @Nullable String invoiceNumber(@Nullable String number) {
        if (number == null || number.length() <= INVOICE_LENGTH) {
            return number;
        }
        String plain = number.replaceAll("[^A-Za-z0-9]", "");
        return plain.length() <= INVOICE_LENGTH ? plain : plain.substring(plain.length() - INVOICE_LENGTH);
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
