package com.twinafas.mapper.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.value.Unsuitable;
import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.update.FieldValue;

class CallableFunctionTest {

    private static final Duration LIMIT = Duration.ofMillis(100);

    @Test
    void readsArgumentsAsTheirTypes() {
        // Given
        List<@Nullable FieldValue> seen = new ArrayList<>();
        CallableFunction function = function(arguments -> {
            seen.addAll(arguments);
            return FieldValue.of("done");
        });

        // When
        FieldValue result = function.call(Arrays.asList(FieldValue.of("12.50"), null));

        // Then
        assertThat(result).isEqualTo(FieldValue.of("done"));
        assertThat(seen).containsExactly(FieldValue.of(new BigDecimal("12.50")), null);
    }

    @Test
    void refusesWhatAFunctionCannotTakeOrShouldNotGive() {
        assertThatThrownBy(() -> function(_ -> null).call(Arrays.asList(FieldValue.of("secret"), null)))
                .isInstanceOf(Unsuitable.class).hasMessage("number needed, text found");
        assertThatThrownBy(() -> function(_ -> FieldValue.of(true)).call(Arrays.asList(null, null)))
                .isInstanceOf(Unsuitable.class).hasMessage("text from function test needed, yes or no found");
        assertThatThrownBy(() -> function(_ -> {
            throw new IllegalArgumentException("secret");
        }).call(Arrays.asList(null, null))).isInstanceOf(Unsuitable.class)
                .hasMessage("text from function test needed, IllegalArgumentException found");
    }

    @Test
    void doesNotWaitForAFunctionThatDoesNotEnd() {
        // Given: one that does not even listen
        CountDownLatch end = new CountDownLatch(1);
        CallableFunction function = function(arguments -> {
            while (arguments.getLast() != null && end.getCount() > 0) {
                Thread.onSpinWait();
            }
            return FieldValue.of("ended");
        });

        // Then
        assertThatThrownBy(() -> function.call(Arrays.asList(null, FieldValue.of("loop"))))
                .isInstanceOf(Unsuitable.class).hasMessageEndingWith("call longer than 100 ms found");
        assertThatThrownBy(() -> function.call(Arrays.asList(null, null))).isInstanceOf(Unsuitable.class)
                .hasMessageEndingWith("call before that has not ended found");

        // When
        end.countDown();

        // Then
        await().ignoreExceptions().until(() -> function.call(Arrays.asList(null, null)) != null);
    }

    @Test
    void refusesNamesThatCannotBeCalled() {
        MappingFunction twice = new CheckDigit();
        assertThatThrownBy(() -> new MappingFunctions(List.of(twice, twice))).isInstanceOf(IllegalStateException.class)
                .hasMessage("There are two functions 'check-digit'");
        assertThatThrownBy(() -> new MappingFunctions(List.of(new Written("Not A Name", _ -> null))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("'Not A Name', which is none");
        assertThat(MappingFunctions.installed().names()).containsExactly("check-digit");
        assertThat(MappingFunctions.installed().find("other")).isEmpty();
    }

    private static CallableFunction function(Function<List<@Nullable FieldValue>, @Nullable FieldValue> body) {
        return new CallableFunction(new Written("test", body), LIMIT);
    }

    private record Written(String name, Function<List<@Nullable FieldValue>, @Nullable FieldValue> body)
            implements
                MappingFunction {

        @Override
        public List<ValueType> arguments() {
            return List.of(ValueType.NUMBER, ValueType.TEXT);
        }

        @Override
        public ValueType result() {
            return ValueType.TEXT;
        }

        @Override
        public @Nullable FieldValue apply(List<@Nullable FieldValue> arguments) {
            return body.apply(arguments);
        }
    }
}
