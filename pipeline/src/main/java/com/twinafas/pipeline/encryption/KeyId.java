package com.twinafas.pipeline.encryption;

import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/**
 * Which key something is encrypted under, as it stands beside it: whose it is, and the key's number, for example
 * {@code NL01/customer/1000#1k2b9f}.
 *
 * @param owner record key, or {@value #TENANT}
 */
public record KeyId(String owner, long number) {

    /** Owns the key of what is about nobody. */
    static final String TENANT = "tenant";

    private static final char NUMBER = '#';

    /** Null when the text is not one. */
    public static @Nullable KeyId parse(String id) {
        int at = id.lastIndexOf(NUMBER);
        try {
            return at < 1 ? null : new KeyId(id.substring(0, at), Long.parseLong(id.substring(at + 1), 36));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The customer whose key it is; null when it is somebody else's, a record's own or the tenant's. */
    public @Nullable RecordKey customer() {
        if (owner.equals(TENANT)) {
            return null;
        }
        RecordKey key = RecordKey.parse(owner);
        return key.kind() == RecordKind.CUSTOMER ? key : null;
    }

    static String of(String owner, long number) {
        return owner + NUMBER + Long.toString(number, 36);
    }

    /** Articles and reference data are about nobody, and so are settings and credentials. */
    static String owner(RecordKey key) {
        return isOfNobody(key) ? TENANT : key.toString();
    }

    static boolean isOfNobody(RecordKey key) {
        return key.kind() == RecordKind.ARTICLE || key.kind() == RecordKind.REFERENCE;
    }
}
