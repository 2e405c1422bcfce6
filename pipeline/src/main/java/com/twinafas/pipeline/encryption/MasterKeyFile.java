package com.twinafas.pipeline.encryption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.twinafas.pipeline.settings.EncryptionSettings;
import com.twinafas.pipeline.settings.InvalidSettings;
import com.twinafas.pipeline.settings.InvalidSettings.Mistake;

/** Where the tenant's master keys come from: the settings themselves, or the file that they name. */
public final class MasterKeyFile {

    private static final String KEY = "twinafas.encryption.master-key";
    private static final String FILE = "twinafas.encryption.master-key-file";

    private MasterKeyFile() {
    }

    /** @throws InvalidSettings when there is none, or it is no key */
    public static MasterKeys read(EncryptionSettings settings) {
        String given = settings.masterKey();
        Path file = settings.masterKeyFile();
        if (given == null && file == null) {
            throw wrong(KEY, "is missing, and so is master-key-file: ./twinafas master-key makes one");
        }
        if (given != null && file != null) {
            throw wrong(FILE, "cannot stand beside master-key");
        }
        try {
            return MasterKeys.parse(given == null ? Files.readString(file, StandardCharsets.US_ASCII) : given);
        } catch (IllegalArgumentException e) {
            throw wrong(given == null ? FILE : KEY, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw wrong(FILE, "the file cannot be read");
        }
    }

    private static InvalidSettings wrong(String key, String text) {
        return new InvalidSettings(List.of(new Mistake(key, text)));
    }
}
