package com.twinafas.pipeline.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.memory.HeapUse;

class KnownKeysTest {

    private final KnownKeys keys = new KnownKeys();
    private final DataKey key = DataKey.create("NL01/customer/1000");

    @Test
    void keepsTheKeyOfAnOwner() {
        keys.put(key);

        assertThat(Objects.requireNonNull(keys.find("NL01/customer/1000")).bytes()).isEqualTo(key.bytes());
        assertThat(keys.find("NL01/customer/1001")).isNull();
    }

    @Test
    void anErasedOwnerNeverHasAKeyAgain() {
        // Given
        keys.put(key);

        // When
        keys.erase(key.owner());
        keys.put(DataKey.create(key.owner()));

        // Then
        assertThatThrownBy(() -> keys.find(key.owner())).isInstanceOf(ContentErased.class);
        assertThat(keys.isErased(key.owner())).isTrue();
        assertThat(keys.condemned()).containsExactly(key.owner());
    }

    @Test
    void anErasedOwnerIsCondemnedUntilItsKeyIsGone() {
        // Given
        keys.erase(key.owner());
        assertThat(keys.condemned()).isEmpty();

        // When: a key that was made before the erasure was known
        keys.put(key);
        assertThat(keys.condemned()).containsExactly(key.owner());
        keys.destroyed(key.owner());

        // Then
        assertThat(keys.condemned()).isEmpty();
        assertThat(keys.isErased(key.owner())).isTrue();
    }

    @Test
    void forgetsAKeyThatIsOnTheTopicNoMore() {
        keys.put(key);

        keys.destroyed(key.owner());

        assertThat(keys.find(key.owner())).isNull();
        assertThat(keys.isErased(key.owner())).isFalse();
    }

    @Test
    void takesSomeHundredBytesForAnOwner() {
        int owners = 50_000;

        double bytes = HeapUse.bytesEach(owners, () -> {
            KnownKeys many = new KnownKeys();
            for (int i = 0; i < owners; i++) {
                many.put(DataKey.create("NL01/customer/" + i));
            }
            return many;
        });

        System.out.printf("KnownKeysTest: %.0f bytes for each owner%n", bytes);
        assertThat(bytes).isLessThan(120);
    }
}
