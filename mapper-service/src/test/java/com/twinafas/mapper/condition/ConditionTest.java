package com.twinafas.mapper.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.mapper.input.Input;
import com.twinafas.mapper.input.RawPath;
import com.twinafas.mapper.value.Unsuitable;
import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.update.FieldValue;

class ConditionTest {

    private static final Map<String, Input> INPUTS = Map.of("country", fact("country", ValueType.TEXT), "total",
            fact("total", ValueType.NUMBER), "credit", fact("credit", ValueType.FLAG), "due_date",
            fact("due-date", ValueType.DATE), "record.vat_duty", fact("vat-duty", ValueType.TEXT), "setting.unit",
            new Input.Setting("unit"));
    private static final ConditionReader READER = new ConditionReader(INPUTS,
            path -> path.steps().getFirst().equals("header") ? Optional.empty() : Optional.of("no such place"));

    private final Map<Input, FieldValue> values = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"country != 'NL' && total > 100", "country == \"BE\"", "total == 100.5", "total >= 100",
            "total in [1, 100.5]", "country in ['DE', 'BE']", "!(country in ['DE', 'NL'])", "credit",
            "!credit || credit",
            "due_date < '2026-02-01'", "due_date == '2026-01-31'", "record.vat_duty == '1'", "setting.unit == 'Stk'",
            "raw('header/status') == 'final'", "raw('/header/vatcode@name').startsWith('BTW')",
            "number(raw('header/weight')) > 2.25", "-1 < total", "country.matches('^[A-Z]{2}$')",
            "raw('header/status').contains('ina')", "country.endsWith('E')", "credit ? total > 1 : false",
            "country != 'NL' &&\n  total > 100"})
    void holds(String text) throws InvalidCondition {
        // Given
        values.put(fact("country", ValueType.TEXT), FieldValue.of("BE"));
        values.put(fact("total", ValueType.NUMBER), FieldValue.of(new BigDecimal("100.50")));
        values.put(fact("credit", ValueType.FLAG), FieldValue.of(true));
        values.put(fact("due-date", ValueType.DATE), FieldValue.of(LocalDate.of(2026, 1, 31)));
        values.put(fact("vat-duty", ValueType.TEXT), FieldValue.of("1"));
        values.put(new Input.Setting("unit"), FieldValue.of("Stk"));
        raw("header/status", "final");
        raw("/header/vatcode@name", "BTW hoog");
        raw("header/weight", "2.5");
        Condition condition = READER.read(text);

        // When
        boolean holds = condition.holds(values::get);

        // Then
        assertThat(holds).isTrue();
        assertThat(READER.read("!(" + text + ")").holds(values::get)).isFalse();
        assertThat(condition).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"country == ''", "total == 0", "!credit", "due_date == ''", "raw('header/status') == ''",
            "number(raw('header/weight')) == 0", "setting.unit == ''", "country != 'NL'", "total < 100"})
    void readsWhatIsNotThereAsNothing(String text) throws InvalidCondition {
        assertThat(READER.read(text).holds(values::get)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            contry == 'NL'                  | 1 | 1  | 'contry' is not known here
            country == 'a' && contry == 'b' | 1 | 19 | 'contry' is not known here
            country == 1                    | 1 | 9  | '==' does not go with text, number
            credit > 1                      | 1 | 8  | '>' does not go with true or false, number
            country                         | 1 | 1  | expected type 'true or false' but found 'text'
            total + 1 > 2                   | 1 | 7  | '+' cannot be used in a condition
            country == 'a' + 'b'            | 1 | 16 | '+' cannot be used in a condition
            ['a'].all(x, x == 'a')          | 1 | 10 | 'all' is not known here
            [1, 2].exists(x, [1].exists(y, x == y)) | 1 | 14 | 'exists' is not known here
            ['a'].map(x, x)                 | 1 | 10 | 'map' is not known here
            size(country) > 2               | 1 | 5  | 'size' is not known here
            country[0] == 'a'               | 1 | 8  | '[]' cannot be used in a condition
            has(record.vat_duty)            | 1 | 4  | 'has' is not known here
            timestamp('2026-01-01') == ''   | 1 | 10 | 'timestamp' is not known here
            country == null                 | 1 | 12 | a condition compares texts, numbers, true and false
            1u == 1u                        | 1 | 1  | a condition compares texts, numbers, true and false
            country == b'a'                 | 1 | 12 | a condition compares texts, numbers, true and false
            {'a': 1} == {'a': 1}            | 1 | 1  | this cannot be used in a condition
            raw(country) == ''              | 1 | 4  | raw takes one path, written in the condition itself
            raw('a//b') == ''               | 1 | 5  | a path is element/element or element@attribute
            raw('heder/status') == ''       | 1 | 5  | no such place
            country.contains(country)       | 1 | 17 | contains takes one text, written in the condition itself
            country.matches(setting.unit)   | 1 | 16 | matches takes one text, written in the condition itself
            country.matches('(a')           | 1 | 17 | the pattern is wrong: missing closing )
            """)
    void refusesWhatIsNoCondition(String text, int line, int column, String message) {
        assertThatThrownBy(() -> READER.read(text)).isInstanceOfSatisfying(InvalidCondition.class, wrong -> {
            assertThat(wrong.getMessage()).isEqualTo(message);
            assertThat(wrong.line()).isEqualTo(line);
            assertThat(wrong.column()).isEqualTo(column);
        });
    }

    @Test
    void saysWhatIsNoNumberButNotWhatStandsThere() throws InvalidCondition {
        // Given
        raw("header/weight", "secret");
        Condition condition = READER.read("number(raw('header/weight')) > 1");

        // Then
        assertThatThrownBy(() -> condition.holds(values::get)).isInstanceOfSatisfying(Unsuitable.class, unsuitable -> {
            assertThat(unsuitable.needed()).isEqualTo("number");
            assertThat(unsuitable.found()).isEqualTo("text");
        });
    }

    private void raw(String path, String text) {
        values.put(new Input.Raw(RawPath.parse(path).orElseThrow()), FieldValue.of(text));
    }

    private static Input fact(String name, ValueType type) {
        return new Input.Fact(false, name, type);
    }
}
