package com.twinafas.mapper.entry;

import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.VoucherNumber;

/** The numbers by which an entry is found again in AFAS (afas-api §3.9): the same record always has the same. */
final class Voucher {

    private static final int INVOICE_LENGTH = 12;

    private Voucher() {
    }

    /** {@code BpNr}. */
    static String number(RecordKey key) {
        return VoucherNumber.of(key);
    }

    /** {@code InId}: the invoice number; without signs where it is too long, then its end. */
    static @Nullable String invoiceNumber(@Nullable String number) {
        if (number == null || number.length() <= INVOICE_LENGTH) {
            return number;
        }
        String plain = number.replaceAll("[^A-Za-z0-9]", "");
        return plain.length() <= INVOICE_LENGTH ? plain : plain.substring(plain.length() - INVOICE_LENGTH);
    }
}
