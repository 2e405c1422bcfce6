package com.twinafas.mapper.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.mapper.Given;
import com.twinafas.mapper.Known;
import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.value.Conversions;

/** The documents about mappings say what the program does. */
class MappingDocumentsTest {

    private static final String ANEW = "Write it anew: ./mvnw test -pl mapper-service -am -Dtest=MappingDocumentsTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dtwinafas.write-documents=true";
    private static final Path DOCS = docs();
    private static final String GUIDE = read(DOCS.resolve("mapping.md"));
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n([^`]*)```\n\n```text\n([^`]*)```");
    private static final Pattern RECORD = Pattern.compile("```xml\n([^`]*)```");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(MappingSchema.text(), InputFormat.JSON);

    @Test
    void schemaIsOfToday() throws IOException {
        assertThat(today("mapping.schema.json", MappingSchema.text())).as(ANEW).isEqualTo(MappingSchema.text());
    }

    @Test
    void referenceIsOfToday() throws IOException {
        assertThat(today("mapping-reference.md", MappingReference.text())).as(ANEW).isEqualTo(MappingReference.text());
    }

    static Stream<Named<MatchResult>> examples() {
        return EXAMPLE.matcher(GUIDE).results()
                .map(found -> Named.of(found.group(1).lines().skip(2).findFirst().orElse("").strip(), found));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesGiveWhatTheySay(MatchResult example) {
        // Given
        String yaml = example.group(1);
        Map<String, String> said = new LinkedHashMap<>();
        example.group(2).lines().map(line -> line.split(" =", 2))
                .forEach(parts -> said.put(parts[0], parts[1].strip()));

        // When
        Map<String, String> made = new LinkedHashMap<>();
        MapResult result = new RecordMapper(MappingReader.overridden("example", yaml),
                Given.settings(Map.of(), "order-type=order")).map(
                        Given.record("sales-invoice/FACTUUR/7", Given.xml(RECORD.matcher(GUIDE).results().findFirst()
                                .orElseThrow().group(1))),
                        known(), (place, value, rule) -> {
                            if (rule.source().equals("example")) {
                                made.put(place, Conversions.text(value));
                            }
                        });

        // Then
        assertThat(result).isInstanceOf(MapResult.Mapped.class);
        assertThat(made).isEqualTo(said);
        assertThat(SCHEMA.validate(json(yaml))).isEmpty();
    }

    @Test
    void everyOperationHasAnExample() {
        String examples = String.join("\n", EXAMPLE.matcher(GUIDE).results().map(found -> found.group(1)).toList());

        assertThat(OperationForm.values()).allSatisfy(
                form -> assertThat(examples).containsPattern("[{ ]" + form.key() + ": "));
        assertThat(examples).contains("max: ", "clear: ", "when: ");
    }

    @Test
    void schemaTakesTheDefaultMapping() throws IOException {
        try (var in = Objects.requireNonNull(MappingReader.class.getResourceAsStream("default-mapping.yaml"))) {
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(SCHEMA.validate(json(yaml))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ordr: {fields: {}}", "order: {field: {}}", "order: {fields: {Re: {fact: colour}}}",
            "order: {fields: {Re: {path: header/heder}}}", "order: {fields: {Re: {setting: color}}}",
            "order: {fields: {Re: {split: x, by: y}}}", "order: {fields: {Re: {split: x, by: y, part: z}}}",
            "order: {fields: {Re: {concat: x}}}", "order: {fields: {Re: {date: x, number: y}}}",
            "order: {fields: {Re: {fact: remark, max: 0}}}", "order: {fields: {Re: [x]}}",
            "order: {fields: {\"a b\": x}}", "order: {objects: {FbSalesLines: {fields: {Ds: {fact: remark}}}}}",
            "order: {objects: {Other: {each: lines, fields: {Ds: {fact: remark}}}}}",
            "order: {objects: {Other: {fields: {Ds: {fact: quantity}}}}}",
            "order: {objects: {FbSalesLines: {loop: 1}}}", "order: {fields: {Re: {table: x}}}"})
    void schemaRefusesWhatTheReaderRefuses(String yaml) {
        assertThat(SCHEMA.validate(json(yaml))).isNotEmpty();
        assertThat(catchMistakes(yaml)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"order: {fields: {Re: {path: \"header/new?\"}, CuId: null}}",
            "order: {objects: {FbSalesLines: {fields: {Ds: {fact: /remark}, Zz: {path: /header/status}}}}}",
            "order: {objects: {Other: {each: lines, when: \"quantity > 1\", fields: {Ds: {fact: quantity}}}}}",
            "order: {objects: {FbSalesLines: null}}", "item: {fields: {\"label:Een label\": {path: header/type}}}",
            "organisation-debtor: {objects: {KnOrganisation: {objects: {KnContact: {fields: {Zz: {fact: kind}}}}}}}",
            "entry: {objects: {FiEntries: {objects: {FiDimEntries: {fields: {Zz: {fact: axis-1, clear: true}}}}}}}"})
    void schemaTakesWhatTheReaderTakes(String yaml) {
        assertThat(SCHEMA.validate(json(yaml))).isEmpty();
        assertThat(catchMistakes(yaml)).isEmpty();
    }

    private static List<MappingMistakes.Mistake> catchMistakes(String yaml) {
        try {
            MappingReader.overridden("mine.yaml", yaml);
            return List.of();
        } catch (MappingMistakes e) {
            return e.mistakes();
        }
    }

    /** With its aliases read out. */
    private static JsonNode json(String yaml) {
        return JsonMapper.shared().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
    }

    private static Known known() {
        return new Known().with(Given.record("customer/1001", Given.xml("""
                <dimension status="active"><code>1001</code><name>Voorbeeld BV</name><cocnumber>12345678</cocnumber>
                <addresses><address id="1" type="invoice" default="true"><country>BE</country><city>Gent</city>
                <field2>Dorpsstraat 1</field2><postcode>9000</postcode></address></addresses></dimension>""")))
                .with(Given.record("reference/vat/VH", Given.xml("""
                        <vat><code>VH</code><percentages><percentage><date>20121001</date><percentage>21</percentage>
                        </percentage></percentages></vat>""")));
    }

    private static String today(String name, String text) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("twinafas.write-documents")) {
            Files.writeString(file, text);
        }
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path docs() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("docs/mapping.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "docs/mapping.md");
        }
        return folder.resolve("docs");
    }
}
