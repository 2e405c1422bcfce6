package com.twinafas.pipeline.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The tenant's master keys, either here (meant for the environment, {@code TWINAFAS_ENCRYPTION_MASTERKEY}) or in a file.
 *
 * @param masterKey     each 32 bytes in Base64, the current one first and those before it behind it
 * @param masterKeyFile that holds the same; readable by nobody else
 */
public record EncryptionSettings(@ProcessSetting(secret = true) @Nullable String masterKey,
        @Nullable Path masterKeyFile) {

    /** Without the keys. */
    @Override
    public String toString() {
        return "EncryptionSettings[masterKeyFile=" + masterKeyFile + "]";
    }
}
