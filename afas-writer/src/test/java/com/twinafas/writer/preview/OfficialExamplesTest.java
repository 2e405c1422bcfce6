package com.twinafas.writer.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.message.RequestBody;
import com.twinafas.afas.openapi.AfasOpenApi;

/** Our bodies beside AFAS's own examples: the same objects in the same places, values of the same kind. */
class OfficialExamplesTest {

    /** What a value can be; the examples write numbers and flags as text too. */
    private enum Kind {
        OBJECT,
        FLAG,
        NUMBER,
        DATE,
        TEXT
    }

    static Stream<AfasRequest> everyRequest() {
        return RequestsTest.everyRequest();
    }

    @ParameterizedTest
    @MethodSource("everyRequest")
    void looksLikeAfassOwnExamples(AfasRequest request) throws IOException {
        Optional<Path> samples = AfasOpenApi.samples();
        assumeTrue(samples.isPresent(), "no shared/samples folder beside this repository");
        Map<String, Set<Kind>> examples = new TreeMap<>();
        try (Stream<Path> files = Files.list(samples.orElseThrow().resolve("requests").resolve(request.connector()))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
                collect("", JsonMapper.shared().readTree(Files.readString(file)), examples);
            }
        }

        Map<String, Set<Kind>> ours = new TreeMap<>();
        collect("", JsonMapper.shared().readTree(RequestBody.of(request)), ours);

        assertThat(examples).isNotEmpty();
        ours.forEach((path, kinds) -> {
            Set<Kind> theirs = examples.get(path);
            if (theirs != null) {
                assertThat(kinds).as(path).containsAnyElementsOf(theirs);
            } else {
                assertThat(kinds).as("an object where no example has it: " + path).doesNotContain(Kind.OBJECT);
            }
        });
    }

    /** The paths of a body by object and field name, whether objects and elements stand alone or in lists. */
    private static void collect(String path, JsonNode objects, Map<String, Set<Kind>> into) {
        for (JsonNode one : each(objects)) {
            one.properties().forEach(object -> {
                String here = path + "/" + object.getKey();
                into.computeIfAbsent(here, any -> EnumSet.noneOf(Kind.class)).add(Kind.OBJECT);
                for (JsonNode element : each(object.getValue().path("Element"))) {
                    for (JsonNode fields : each(element.path("Fields"))) {
                        fields.properties().forEach(field -> into
                                .computeIfAbsent(here + "." + field.getKey(), any -> EnumSet.noneOf(Kind.class))
                                .addAll(kinds(field.getValue())));
                    }
                    collect(here, element.path("Objects"), into);
                }
            });
        }
    }

    private static List<JsonNode> each(JsonNode node) {
        return node.isArray() ? node.valueStream().toList() : node.isMissingNode() ? List.of() : List.of(node);
    }

    private static Set<Kind> kinds(JsonNode value) {
        if (value.isBoolean()) {
            return EnumSet.of(Kind.FLAG);
        }
        if (value.isNumber()) {
            return EnumSet.of(Kind.NUMBER);
        }
        String text = value.asString();
        Set<Kind> kinds = EnumSet.of(Kind.TEXT);
        if (text.matches("0|1|true|false")) {
            kinds.add(Kind.FLAG);
        }
        if (text.matches("-?\\d+([.,]\\d+)?")) {
            kinds.add(Kind.NUMBER);
        }
        if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            kinds.add(Kind.DATE);
        }
        return kinds;
    }
}
