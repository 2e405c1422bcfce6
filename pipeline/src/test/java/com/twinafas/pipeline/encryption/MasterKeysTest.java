package com.twinafas.pipeline.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.pipeline.settings.EncryptionSettings;
import com.twinafas.pipeline.settings.InvalidSettings;

class MasterKeysTest {

    private final DataKey key = DataKey.create("NL01/customer/1000");
    private final String first = MasterKeys.generate();
    private final String second = MasterKeys.generate();

    @Test
    void opensWhatItWrapped() throws Exception {
        // Given
        byte[] wrapped = MasterKeys.parse(first).wrap(key);

        // When
        DataKey opened = MasterKeys.parse(first).unwrap(key.owner(), key.number(), wrapped);

        // Then
        assertThat(opened.bytes()).isEqualTo(key.bytes());
        assertThat(wrapped).hasSize(1 + 4 + 12 + DataKey.BYTES + 16);
    }

    @Test
    void opensNothingUnderAnotherName() {
        MasterKeys masters = MasterKeys.parse(first);
        byte[] wrapped = masters.wrap(key);

        assertThatThrownBy(() -> masters.unwrap("NL01/customer/1001", key.number(), wrapped))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> masters.unwrap(key.owner(), key.number() + 1, wrapped))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void opensWhatAnEarlierOneWrappedAndWrapsWithTheCurrent() throws Exception {
        // Given
        byte[] before = MasterKeys.parse(first).wrap(key);
        MasterKeys rotated = MasterKeys.parse(second + "\n" + first + "\n");

        // When
        DataKey opened = rotated.unwrap(key.owner(), key.number(), before);
        byte[] after = rotated.wrap(opened);

        // Then
        assertThat(rotated.isCurrent(before)).isFalse();
        assertThat(rotated.isCurrent(after)).isTrue();
        assertThat(MasterKeys.parse(second).unwrap(key.owner(), key.number(), after).bytes()).isEqualTo(key.bytes());
        assertThatThrownBy(() -> MasterKeys.parse(second).unwrap(key.owner(), key.number(), before))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "canary", "Y2FuYXJ5", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=,canary"})
    void refusesWhatIsNoKeyWithoutSayingWhatItIs(String text) {
        assertThatThrownBy(() -> MasterKeys.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is not 32 bytes in Base64").hasNoCause();
    }

    @Test
    void refusesTheSameKeyTwice() {
        assertThatThrownBy(() -> MasterKeys.parse(first + " " + first)).hasMessage("names a master key twice");
    }

    @Test
    void comesFromTheEnvironmentOrAFile(@TempDir Path folder) throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("master.key"), first + "\n");
        byte[] wrapped = MasterKeyFile.read(new EncryptionSettings(first, null)).wrap(key);

        // When
        MasterKeys read = MasterKeyFile.read(new EncryptionSettings(null, file));

        // Then
        assertThat(read.unwrap(key.owner(), key.number(), wrapped).bytes()).isEqualTo(key.bytes());
    }

    @Test
    void nothingStartsWithoutOne(@TempDir Path folder) {
        assertThatThrownBy(() -> MasterKeyFile.read(new EncryptionSettings(null, null)))
                .isInstanceOf(InvalidSettings.class).hasMessageContaining("twinafas.encryption.master-key: is missing");
        assertThatThrownBy(() -> MasterKeyFile.read(new EncryptionSettings(first, folder)))
                .isInstanceOf(InvalidSettings.class).hasMessageContaining("cannot stand beside master-key");
        assertThatThrownBy(() -> MasterKeyFile.read(new EncryptionSettings(null, folder.resolve("none"))))
                .isInstanceOf(InvalidSettings.class).hasMessageContaining("the file cannot be read");
        assertThatThrownBy(() -> MasterKeyFile.read(new EncryptionSettings("canary", null)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("twinafas.encryption.master-key: is not 32 bytes in Base64");
    }
}
