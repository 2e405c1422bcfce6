package com.twinafas.twinfield.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.twinfield.xml.XmlElement;

class FieldsTest {

    private static Fields field(String value) {
        return Fields.of(XmlElement.of("r", List.of(XmlElement.of("f", value))));
    }

    private static void isInvalid(String value, Function<Fields, ?> reader) {
        Fields fields = field(value);
        assertThatThrownBy(() -> reader.apply(fields)).isInstanceOfSatisfying(InvalidValue.class, e -> {
            assertThat(e.failure().code()).isEqualTo(FailureCode.VALUE_INVALID);
            assertThat(e.failure().parameters()).containsEntry("field", "f");
            assertThat(e.toString() + e.failure()).doesNotContain(value);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"20240230", "2024-01-01", "20241301", "240101", "x1234567"})
    void impossibleDates(String value) {
        isInvalid(value, fields -> fields.date("f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20240101", "20240101246000", "20240230101010"})
    void impossibleTimes(String value) {
        isInvalid(value, fields -> fields.time("f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,50", "1e9999999", "NaN", "1.234,50", "--1", "12345678901234567890"})
    void impossibleAmounts(String value) {
        isInvalid(value, fields -> fields.amount("f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024", "2024/123", "24/01", "2024-01"})
    void impossiblePeriods(String value) {
        isInvalid(value, fields -> fields.period("f"));
    }

    @Test
    void emptyIsNothing() {
        assertThat(field("").amount("f")).isNull();
        assertThat(field("").date("f")).isNull();
        assertThat(field("").coded("f")).isNull();
        assertThat(Fields.of(null).text("f")).isNull();
        assertThatThrownBy(() -> field("").required("f")).isInstanceOfSatisfying(InvalidValue.class,
                e -> assertThat(e.failure().code()).isEqualTo(FailureCode.VALUE_MISSING));
    }

    @Test
    void keepsDecimalsAndReadsFlagsInAnyCase() {
        assertThat(field("21.000000000").amount("f")).hasToString("21.000000000");
        assertThat(field("True").flag("f")).isTrue();
        isInvalid("maybe", fields -> fields.flag("f"));
    }
}
