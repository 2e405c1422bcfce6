package com.twinafas.mapper.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.Given;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;

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
    void namesEveryMistakeWithLineAndColumn() {
        assertThatThrownBy(() -> MappingReader.overridden("mine.yaml", """
                item:
                  fields:
                    Ds: {fact: colour}
                    BiUn: {setting: color}
                    "bad name": x
                    SaPrice: {number: {path: a}, round: {path: b}}
                    Bl: {if: "price > '3'", then: true}
                  objects:
                    X: {each: lines, fields: {}, loop: 1}
                nothing: {}
                """)).isInstanceOfSatisfying(MappingMistakes.class,
                mistakes -> assertThat(mistakes.mistakes()).extracting(MappingMistakes.Mistake::toString)
                        .satisfiesExactly(one -> assertThat(one).startsWith("mine.yaml:5:5: 'bad name' is no name"),
                                one -> assertThat(one).startsWith("mine.yaml:3:16: there is no fact 'colour' here"),
                                one -> assertThat(one).startsWith("mine.yaml:4:21: there is no setting 'color'"),
                                one -> assertThat(one).startsWith("mine.yaml:6:14: exactly one operation"),
                                one -> assertThat(one).startsWith("mine.yaml:7:21: '>' does not go with number, text"),
                                one -> assertThat(one).startsWith("mine.yaml:9:34: 'loop' is not known here"),
                                one -> assertThat(one).startsWith("mine.yaml:9:15: there is no part 'lines' here"),
                                one -> assertThat(one).startsWith("mine.yaml:10:1: 'nothing' is no target")));
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertThatThrownBy(() -> MappingReader.overridden("x", "item: [")).isInstanceOf(MappingMistakes.class)
                .hasMessageContaining("x:1:");
        assertThatThrownBy(() -> MappingReader.overridden("x", "item: {fields: &a {Ds: {first: [*a]}}}"))
                .isInstanceOf(MappingMistakes.class);
        assertThatThrownBy(() -> MappingReader.load(Path.of("missing.yaml"))).isInstanceOf(MappingMistakes.class)
                .hasMessageContaining("the file cannot be read");
    }

    @Test
    void carriesOutEveryOperation() {
        // Given
        Mapping mapping = item("""
                A: {path: header/name}
                B: {path: "header/code@short"}
                C: "007"
                D: true
                E: {table: {path: header/vat}, rows: {VH: "1", NO: "2"}, default: "9"}
                F: {concat: [{path: header/name}, {path: header/none}, x], separator: "-"}
                G: {split: {path: header/number}, by: "/", part: -1}
                H: {date: {path: header/day}}
                I: {round: {path: header/price}, decimals: 1}
                J: {first: [{path: header/none}, {path: header/vat}]}
                K: {if: "raw('header/vat') in ['VL', 'VH']", then: yes-it-is, else: no}
                L: {if: "raw('header/none') == ''", then: {upper: {path: header/name}}}
                M: {if: "raw('header/vat') != 'VH'", then: x, else: {lower: ABC}}
                N: {path: header/name, max: 3}
                O: {flag: {path: header/yes}}
                P: {path: header/none}
                Q: {setting: unit}
                """);
        Source source = new Source(Given.xml("<article><header><name>Chair </name><code short='C'>1</code>"
                + "<vat>VH</vat><number>1/02</number><day>20260131</day><price>2.25</price><yes>true</yes>"
                + "<none/></header></article>"));

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
    void saysWhichFieldCannotBeFilledButNotByWhat() {
        Source source = new Source(Given.xml("<article><name>Secret</name></article>"));
        assertThatThrownBy(
                () -> item("A: {date: {path: name}}\n").fill(Target.ITEM, source, SETTINGS, Trace.NONE))
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
