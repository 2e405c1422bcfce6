package com.twinafas.mapper.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.mapper.Given;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.xml.XmlElement;

class MappingReaderTest {

    private static final Map<String, String> SETTINGS = Map.of("unit", "Stk", "item-group", "1");

    @Test
    void readsDefaultMapping() {
        Mapping mapping = MappingReader.standard();

        for (Target target : Target.values()) {
            assertThat(mapping.template(target).fields()).as(target.wireName()).isNotEmpty();
        }
    }

    @Test
    void overridesOnlyWhatDiffers() {
        // Given
        Mapping mapping = MappingReader.overridden("mine.yaml", """
                organisation-debtor:
                  fields:
                    CuId: USD
                    Krli: null
                    U0123456789ABCDEF0123456789ABCDEF: {path: shortname}
                  objects:
                    KnOrganisation:
                      fields:
                        Nm: {concat: [{fact: name}, {fact: code}], separator: " / "}
                      objects:
                        KnContact: null
                """);

        // Then
        Template organisation = mapping.template(Target.ORGANISATION_DEBTOR);
        assertThat(organisation.fields()).containsKeys("IsDb", "PaCd", "CuId").doesNotContainKey("Krli");
        assertThat(Objects.requireNonNull(organisation.fields().get("CuId")).rule())
                .isEqualTo(new Rule("organisation-debtor/CuId", "mine.yaml", 3, 5));
        Template nested = Objects.requireNonNull(organisation.objects().get("KnOrganisation")).template();
        assertThat(nested.objects()).containsKey("KnBankAccount").doesNotContainKey("KnContact");
        assertThat(mapping.template(Target.PERSON_DEBTOR).fields()).containsKey("Krli");
    }

    @Test
    void emptiesAFieldWithoutValueOnlyWhereItsRuleSaysSo() {
        // Given
        Mapping mapping = MappingReader.overridden("mine.yaml", """
                organisation-debtor:
                  fields:
                    VaId: {fact: vat-number, clear: true}
                    ColA: {path: shortname, clear: false}
                  objects:
                    KnOrganisation:
                      fields:
                        EmAd: {fact: email, max: 255, clear: true}
                """);
        Source source = new Source(XmlElement.of("dimension", "")).fact("email", "info@v.example");

        // When
        AfasElement with = mapping.fill(Target.ORGANISATION_DEBTOR, source, Map.of(), Trace.NONE);
        AfasElement without = mapping.fill(Target.ORGANISATION_DEBTOR, new Source(XmlElement.of("dimension", "")),
                Map.of(), Trace.NONE);

        // Then
        assertThat(with.field("VaId")).isEqualTo(FieldValue.of(""));
        assertThat(with.field("ColA")).isNull();
        assertThat(with.object("KnOrganisation").getFirst().field("EmAd")).isEqualTo(FieldValue.of("info@v.example"));
        assertThat(without.object("KnOrganisation").getFirst().field("EmAd")).isEqualTo(FieldValue.of(""));
        assertThat(without.object("KnOrganisation").getFirst().fields()).doesNotContainKeys("HoPa", "TeNr");
    }

    @Test
    void saysWhichFieldsOfANestedObjectAreEmptiedWhenAllOfItWent() {
        Mapping mapping = MappingReader.overridden("mine.yaml", """
                organisation-debtor:
                  objects:
                    KnOrganisation:
                      objects:
                        KnContact:
                          fields:
                            TeNr: {fact: phone, max: 255, clear: true}
                """);

        assertThat(mapping.emptied(Target.ORGANISATION_DEBTOR, "KnOrganisation", "KnContact"))
                .isEqualTo(AfasElement.EMPTY.with("TeNr", ""));
        assertThat(mapping.emptied(Target.ORGANISATION_DEBTOR, "KnOrganisation", "Other")).isEqualTo(AfasElement.EMPTY);
        assertThat(MappingReader.standard().emptied(Target.PERSON_DEBTOR, "KnPerson", "KnContact"))
                .isEqualTo(AfasElement.EMPTY);
    }

    @Test
    void refusesToClearInsideAnOperation() {
        assertThatThrownBy(() -> MappingReader.overridden("mine.yaml", """
                organisation-debtor:
                  fields:
                    VaId: {fact: vat-number, clear: perhaps}
                    ColA: {first: [{fact: name, clear: true}]}
                """)).isInstanceOfSatisfying(MappingMistakes.class,
                mistakes -> assertThat(mistakes.mistakes()).extracting(MappingMistakes.Mistake::toString)
                        .satisfiesExactly(one -> assertThat(one).contains("3:", "clear is true or false"),
                                two -> assertThat(two).contains("4:", "clear")));
    }

    @Test
    void namesEveryMistakeWithLineAndColumn() {
        assertThatThrownBy(() -> MappingReader.overridden("mine.yaml", """
                item:
                  fields:
                    Ds: {fact: colour}
                    BiUn: {setting: color}
                    "bad name": x
                    SaPrice: {number: {path: header/code}, round: {path: header/code}}
                    VaRc: {path: header/vatecode}
                    Grp: {concat: [{path: header}, {path: header/vatcode@full}, {path: "header/new?"}]}
                    Bl: {if: "price > '3'", then: true}
                  objects:
                    X: {each: lines, fields: {}, loop: 1}
                nothing: {}
                """)).isInstanceOfSatisfying(MappingMistakes.class,
                mistakes -> assertThat(mistakes.mistakes()).extracting(MappingMistakes.Mistake::toString)
                        .satisfiesExactly(
                                one -> assertThat(one).startsWith("mine.yaml:3:16: there is no fact 'colour' here"),
                                one -> assertThat(one).startsWith("mine.yaml:4:21: there is no setting 'color'"),
                                one -> assertThat(one).startsWith("mine.yaml:5:5: 'bad name' is no name"),
                                one -> assertThat(one).startsWith("mine.yaml:6:14: exactly one operation"),
                                one -> assertThat(one).startsWith(
                                        "mine.yaml:7:18: Twinfield's record has no vatecode in header; it has office, code"),
                                one -> assertThat(one)
                                        .startsWith("mine.yaml:8:27: there is no text in header, only [office"),
                                one -> assertThat(one).isEqualTo(
                                        "mine.yaml:8:43: Twinfield's record has no @full in vatcode; it has name, shortname, type"),
                                one -> assertThat(one).startsWith("mine.yaml:9:21: '>' does not go with number, text"),
                                one -> assertThat(one).startsWith("mine.yaml:11:15: there is no part 'lines' here"),
                                one -> assertThat(one).startsWith("mine.yaml:11:34: 'loop' is not known here"),
                                one -> assertThat(one).startsWith("mine.yaml:12:1: 'nothing' is no target")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            item: []                            | mine.yaml:1:7: a target is a map
            item: {fields: [a]}                 | mine.yaml:1:16: this is a map
            item: {fields: {Ds: x, Ds: y}}      | Ds
            {item: {fields: {}}, item: {}}      | item
            """)
    void refusesWhatIsNoMapOrStandsTwice(String yaml, String message) {
        assertThatThrownBy(() -> MappingReader.overridden("mine.yaml", yaml)).isInstanceOf(MappingMistakes.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,02", "3,003", "4,", "-1,003", "-3,1", "-4,"})
    void splitsByThePartFromTheFrontOrTheBack(int part, @Nullable String found) {
        Source source = new Source(Given.xml("<article><header><code>1/02/003</code></header></article>"));

        AfasElement element = item("A: {split: {path: header/code}, by: /, part: " + part + "}\n")
                .fill(Target.ITEM, source, SETTINGS, Trace.NONE);

        assertThat(element.fields().get("A")).isEqualTo(found == null ? null : FieldValue.of(found));
    }

    @ParameterizedTest
    @CsvSource({"1,a", "2,a", "3,a\uD83D\uDE00", "4,a\uD83D\uDE00b", "9,a\uD83D\uDE00b"})
    void cutsNoSignInTwo(int length, String left) {
        Source source = new Source(
                Given.xml("<article><header><name>a\uD83D\uDE00b</name></header></article>"));

        AfasElement element = item("A: {path: header/name, max: " + length + "}\n").fill(Target.ITEM, source, SETTINGS,
                Trace.NONE);

        assertThat(element.fields().get("A")).isEqualTo(FieldValue.of(left));
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertThatThrownBy(() -> MappingReader.overridden("x", "item: [")).isInstanceOf(MappingMistakes.class)
                .hasMessageContaining("x:1:");
        assertThatThrownBy(() -> MappingReader.overridden("x", "item: {fields: &a {Ds: {first: [*a]}}}"))
                .isInstanceOf(MappingMistakes.class);
        assertThatThrownBy(() -> MappingReader.overridden("x", "item: " + "x".repeat(1_000_001)))
                .isInstanceOf(MappingMistakes.class).hasMessageContaining("exceeds the limit");
    }

    @Test
    void refusesWhatGrowsWhenItIsReadOut() {
        // Given: each list says the one before it ten times
        StringBuilder yaml = new StringBuilder("item:\n  fields:\n    A0: &a0 {concat: [x, x]}\n");
        for (int i = 1; i < 6; i++) {
            yaml.append("    A%d: &a%d {concat: [%s]}\n".formatted(i, i,
                    String.join(", ", Collections.nCopies(10, "*a" + (i - 1)))));
        }

        // Then
        assertThatThrownBy(() -> MappingReader.overridden("x", yaml.toString()))
                .isInstanceOf(MappingMistakes.class).hasMessageContaining("the mapping is too large");
    }

    @Test
    void carriesOutEveryOperation() {
        // Given
        Mapping mapping = item("""
                A: {path: header/name}
                B: {path: "header/vatcode@shortname"}
                C: "007"
                D: true
                E: {table: {path: header/vatcode}, rows: {VH: "1", NO: "2"}, default: "9"}
                F: {concat: [{path: header/name}, {path: header/shortname}, x], separator: "-"}
                G: {split: {path: header/code}, by: "/", part: -1}
                H: {date: {path: lines/line/freetext3}}
                I: {round: {path: lines/line/unitspriceexcl}, decimals: 1}
                J: {first: [{path: header/shortname}, {path: header/vatcode}]}
                K: {if: "raw('header/vatcode') in ['VL', 'VH']", then: yes-it-is, else: no}
                L: {if: "raw('header/shortname') == ''", then: {upper: {path: header/name}}}
                M: {if: "raw('header/vatcode') != 'VH'", then: x, else: {lower: ABC}}
                N: {path: header/name, max: 3}
                O: {flag: {path: header/allowdecimalquantity}}
                P: {path: header/shortname}
                Q: {setting: unit}
                """);
        Source source = new Source(Given.xml("<article><header><name>Chair </name><vatcode shortname='C'>VH</vatcode>"
                + "<code>1/02</code><allowdecimalquantity>true</allowdecimalquantity><shortname/></header><lines><line>"
                + "<freetext3>20260131</freetext3><unitspriceexcl>2.25</unitspriceexcl></line></lines></article>"));

        // When
        List<String> made = new ArrayList<>();
        AfasElement element = mapping.fill(Target.ITEM, source, SETTINGS,
                (place, value, rule) -> made.add(place + " by line " + rule.line()));

        // Then
        assertThat(element.fields()).containsEntry("A", FieldValue.of("Chair")).containsEntry("B", FieldValue.of("C"))
                .containsEntry("C", FieldValue.of("007")).containsEntry("D", FieldValue.of(true))
                .containsEntry("E", FieldValue.of("1")).containsEntry("F", FieldValue.of("Chair-x"))
                .containsEntry("G", FieldValue.of("02")).containsEntry("H", FieldValue.of(LocalDate.of(2026, 1, 31)))
                .containsEntry("I", FieldValue.of(new BigDecimal("2.3"))).containsEntry("J", FieldValue.of("VH"))
                .containsEntry("K", FieldValue.of("yes-it-is")).containsEntry("L", FieldValue.of("CHAIR"))
                .containsEntry("M", FieldValue.of("abc")).containsEntry("N", FieldValue.of("Cha"))
                .containsEntry("O", FieldValue.of(true)).doesNotContainKey("P")
                .containsEntry("Q", FieldValue.of("Stk"));
        assertThat(made).contains("A by line 3", "Q by line 19");
    }

    @Test
    void callsAFunctionOfAUser() {
        // Given: registered as a service in the tests' resources
        Mapping mapping = item("A: {call: check-digit, arguments: [{path: header/code}, RF]}\n");
        Source source = new Source(Given.xml("<article><header><code>1000</code></header></article>"));

        // When
        AfasElement element = mapping.fill(Target.ITEM, source, SETTINGS, Trace.NONE);

        // Then
        assertThat(element.field("A")).isEqualTo(FieldValue.of("RF100030"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            A: {call: check, arguments: []}                  | 3:15 | there is no function 'check'; one of [check-digit]
            A: {call: check-digit, arguments: [x]}           | 3:15 | function 'check-digit' takes 2 arguments, not 1
            A: {call: check-digit}                           | 3:15 | function 'check-digit' takes 2 arguments, not 0
            A: {call: check-digit, arguments: [true, x]}     | 3:40 | a yes or no cannot be read as a number
            A: {date: {fact: blocked}}                       | 3:15 | a yes or no cannot be read as a date
            A: {round: {first: [x, {fact: blocked}]}, decimals: 1} | 3:16 | a yes or no cannot be read as a number
            A: {flag: {number: x}}                           | 3:15 | a number cannot be read as a yes or no
            A: {fact: price, max: 3}                         | 3:22 | max is for texts
            A: {fact: description, max: 0}                   | 3:33 | max is at least 1
            A: {split: x, part: 1}                           | 3:8  | 'by' is missing
            A: {split: x, by: y, part: z}                    | 3:32 | part is a whole number
            A: {path: header//name}                          | 3:15 | a path is element/element or element@attribute
            A: {if: {present: x}, then: y}                   | 3:13 | a condition is a text, for example country != 'NL'
            A: {if: credit, then: y}                         | 3:13 | 'credit' is not known here
            A: [x]                                           | 3:8  | a field is filled by a constant or an operation
            A: {first: x}                                    | 3:16 | first is a list
            A: {path: header/name, clear: 3}                 | 3:35 | clear is true or false
            A: {first: [{constant: x}, {? [a] : b, constant: y}]} | 3:35 | a key is a text
            A: {concat: [x], by: y}                          | 3:22 | 'by' is not known here; one of [clear, concat, max, separator]
            """)
    void namesAMistakeOfAnOperation(String field, String place, String message) {
        assertThatThrownBy(() -> item(field)).isInstanceOfSatisfying(MappingMistakes.class,
                mistakes -> assertThat(mistakes.mistakes()).extracting(MappingMistakes.Mistake::toString)
                        .containsExactly("mine.yaml:" + place.strip() + ": " + message));
    }

    @Test
    void saysWhichFieldCannotBeFilledButNotByWhat() {
        Source source = new Source(Given.xml("<article><header><name>Secret</name></header></article>"));
        assertThatThrownBy(
                () -> item("A: {date: {path: header/name}}\n").fill(Target.ITEM, source, SETTINGS, Trace.NONE))
                .isInstanceOfSatisfying(Unmappable.class, refused -> {
                    assertThat(refused.why().code()).isEqualTo(FailureCode.MAPPING_FAILED);
                    assertThat(refused.why().parameters()).containsEntry("field", "item/A")
                            .containsEntry("rule", "mine.yaml:3:5").containsEntry("needed", "date")
                            .containsEntry("found", "text");
                });
    }

    private static Mapping item(String fields) {
        return MappingReader.overridden("mine.yaml", "item:\n  fields:\n" + fields.indent(4));
    }
}
