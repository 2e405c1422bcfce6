package com.twinafas.mapper.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.mapper.mapping.Mapping;
import com.twinafas.mapper.mapping.MappingMistakes.Mistake;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Target;

class FieldCheckTest {

    private static final String GROUP = "U0123456789ABCDEF0123456789ABCDEF";

    private final Map<String, AfasFields.Field> fields = new HashMap<>();
    private final Map<String, AfasFields> objects = new HashMap<>();

    FieldCheckTest() {
        field("ItCd", "string", 40, true);
        field("Ds", "string", 20, true);
        field("Grp", "string", 10, true);
        field("SaPrice", "decimal", 0, false);
        field("Bl", "boolean", 0, false);
        field("Since", "date", 0, false);
        field("Odd", "hologram", 0, false);
        fields.put("BiUn", new AfasFields.Field("BiUn", "string", "Eenheid", false, 15, Set.of("Stk", "Uur")));
        fields.put(GROUP, new AfasFields.Field(GROUP, "string", "Klantgroep", false, 5, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ds: {path: header/name}", "Ds: {path: header/name, max: 20}", "Ds: \"\"", "Ds: Chair",
            "SaPrice: \"12.5\"", "SaPrice: {number: {path: header/code}}", "SaPrice: {fact: unit}",
            "SaPrice: {fact: price}", "Bl: true", "Bl: \"1\"", "Bl: {flag: {path: header/percentage}}",
            "Since: \"2026-01-31\"", "Since: {date: {path: header/code}}", "BiUn: Stk",
            "BiUn: {table: {path: header/code}, rows: {a: Stk, b: Uur}}", "Odd: {path: header/code}",
            "\"label:klantgroep\": abc", GROUP + ": abc", "Ds: {fact: blocked}", "BiUn: {setting: unit}",
            "Bl: {if: \"price > 1\", then: true, else: {fact: blocked}}"})
    void letsPassWhatAfasTakes(String field) {
        assertThat(mistakes(field)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Nope: x                                      | AFAS has no field Nope here
            "label:Kleur": x                             | AFAS has no free field with the label 'Kleur' here
            "label:Eenheid": x                           | AFAS has no free field with the label 'Eenheid' here
            "label:Klantgroep": abcdef                   | label:Klantgroep has at most 5 characters in AFAS, 'abcdef' has 6
            Ds: A text of twenty-one!                    | Ds has at most 20 characters in AFAS, 'A text of twenty-one!' has 21
            Ds: {path: header/name, max: 21}             | Ds has at most 20 characters in AFAS, not 21
            Ds: {table: {path: header/code}, rows: {a: b, c: A text of twenty-one!}} | Ds has at most 20 characters in AFAS, 'A text of twenty-one!' has 21
            BiUn: Doos                                   | BiUn cannot be 'Doos' in AFAS, only one of [Stk, Uur]
            BiUn: {table: {path: header/code}, rows: {a: Stk}, default: Doos} | BiUn cannot be 'Doos' in AFAS, only one of [Stk, Uur]
            SaPrice: dear                                | SaPrice is a number in AFAS, and 'dear' is none
            SaPrice: {path: header/code}                 | SaPrice is a number in AFAS, not a text; read it with 'number:'
            SaPrice: {split: {path: header/code}, by: /, part: 1} | SaPrice is a number in AFAS, not a text; read it with 'number:'
            SaPrice: {first: [{fact: price}, {upper: {path: header/code}}]} | SaPrice is a number in AFAS, not a text; read it with 'number:'
            SaPrice: {fact: blocked}                     | SaPrice is a number in AFAS, not a yes or no
            SaPrice: {date: {path: header/code}}         | SaPrice is a number in AFAS, not a date
            Bl: perhaps                                  | Bl is a yes or no in AFAS, and 'perhaps' is none
            Bl: {path: header/percentage}                | Bl is a yes or no in AFAS, not a text; read it with 'flag:'
            Since: {path: header/code}                   | Since is a date in AFAS, not a text; read it with 'date:'
            Since: {fact: price}                         | Since is a date in AFAS, not a number
            Since: {if: "price > 1", then: "2026-02-30"} | Since is a date in AFAS, and '2026-02-30' is none
            Ds: null                                     | AFAS needs Ds here, and nothing fills it
            """)
    void saysWhatAfasWouldRefuse(String field, String message) {
        assertThat(mistakes(field)).extracting(Mistake::message).containsExactly(message);
    }

    @Test
    void saysWhere() {
        assertThat(mistakes("Ds: null\n    Grp: {path: header/name, max: 99}"))
                .extracting(Mistake::toString).satisfiesExactly(
                        one -> assertThat(one).startsWith("mine.yaml:4:5: Grp has at most 10 characters"),
                        two -> assertThat(two).isEqualTo("mine.yaml:1:1: AFAS needs Ds here, and nothing fills it"));
    }

    @Test
    void looksIntoObjects() {
        // Given
        objects.put("Lines", new AfasFields(Map.of("Code", new AfasFields.Field("Code", "string", "", true, 5,
                Set.of())), Map.of()));

        // Then
        assertThat(mistakes("Ds: x\n  objects:\n    Lines: {fields: {Colour: red}}\n    Other: {fields: {}}"))
                .extracting(Mistake::toString).containsExactly("mine.yaml:5:22: AFAS has no field Colour here",
                        "mine.yaml:5:5: AFAS needs Code here, and nothing fills it",
                        "mine.yaml:6:5: AFAS has no object Other here; it has [Lines]");
    }

    @Test
    void doesNotChooseBetweenTwoFieldsOfOneLabel() {
        String other = GROUP.replace('0', '9');
        fields.put(other, new AfasFields.Field(other, "string", "klantgroep", false, 5, Set.of()));

        assertThat(mistakes("\"label:Klantgroep\": x")).extracting(Mistake::message)
                .containsExactly("AFAS has several free fields with the label 'Klantgroep' here");
    }

    private List<Mistake> mistakes(String field) {
        Mapping mapping = MappingReader.overridden("mine.yaml", "item:\n  fields:\n    " + field + "\n");
        List<Mistake> all = FieldCheck.mistakes(mapping, Target.ITEM, new AfasFields(fields, objects));
        // The default mapping's own fields are not all described here.
        return all.stream().filter(mistake -> mistake.source().equals("mine.yaml")).toList();
    }

    private void field(String id, String dataType, int length, boolean mandatory) {
        fields.put(id, new AfasFields.Field(id, dataType, "", mandatory, length, Set.of()));
    }
}
