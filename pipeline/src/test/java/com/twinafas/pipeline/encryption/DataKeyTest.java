package com.twinafas.pipeline.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DataKeyTest {

    private static final byte[] CONTENT = "<name>Jansen</name>".getBytes(StandardCharsets.UTF_8);

    private final DataKey key = DataKey.create("NL01/customer/1000");

    @Test
    void opensWhatItSealed() {
        PayloadCipher.Sealed sealed = key.seal(CONTENT);

        assertThat(key.open(sealed.payload())).isEqualTo(CONTENT);
        assertThat(sealed.keyId()).isEqualTo(key.id()).startsWith("NL01/customer/1000#");
        assertThat(sealed.payload().remaining()).isEqualTo(CONTENT.length + 28);
    }

    @Test
    void sealsTheSameContentDifferentlyEachTime() {
        assertThat(key.seal(CONTENT).payload()).isNotEqualTo(key.seal(CONTENT).payload());
    }

    @Test
    void opensNeitherWhatWasChangedNorWhatIsAnothers() {
        // Given
        ByteBuffer changed = key.seal(CONTENT).payload();
        changed.put(20, (byte) (changed.get(20) ^ 1));
        ByteBuffer other = DataKey.create("NL01/customer/1000").seal(CONTENT).payload();

        // Then
        for (ByteBuffer payload : new ByteBuffer[]{changed, other, ByteBuffer.allocate(3)}) {
            assertThatThrownBy(() -> key.open(payload)).isInstanceOf(ContentUnreadable.class).hasNoCause();
        }
    }

    @Test
    void hashesTheSameToTheSameAndOnlyWithTheKey() {
        assertThat(key.hash("a")).isEqualTo(key.hash("a")).hasSize(64).isNotEqualTo(key.hash("b"))
                .isNotEqualTo(DataKey.create("NL01/customer/1000").hash("a"));
    }

    @Test
    void saysNothingOfItsSecret() {
        assertThat(key).hasToString("DataKey[" + key.id() + "]");
    }

    @Test
    void readsAKeyIdBack() {
        assertThat(KeyId.parse(key.id())).isEqualTo(new KeyId("NL01/customer/1000", key.number()));
        assertThat(KeyId.parse("NL01/customer/A#1#zz")).isEqualTo(new KeyId("NL01/customer/A#1", 35 * 36 + 35));
        assertThat(KeyId.parse("key-1")).isNull();
        assertThat(KeyId.parse("#1")).isNull();
        assertThat(KeyId.parse("NL01/customer/1000#?")).isNull();
    }
}
