package com.twinafas.simulators.afas.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.simulators.afas.Samples;
import com.twinafas.simulators.afas.refusal.Language;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.setup.AfasSetup;
import com.twinafas.simulators.afas.setup.StandardSetup;

/** Our own table of fields against AFAS's OpenAPI and its example bodies, where the samples are at hand. */
class FieldTableTest {

    private static final Map<String, String> SCHEMAS = Map.of("KnSalesRelationOrg", "organisations-persons.json",
            "KnSalesRelationPer", "organisations-persons.json", "FbItemArticle", "items.json", "FbSales",
            "sales-orders.json", "FbDirectInvoice", "sales-orders.json", "FiEntries", "financial-mutations.json",
            "KnContact", "organisations-persons.json", "KnPerson", "organisations-persons.json");

    private Path samples;

    @BeforeEach
    void find() {
        assumeThat(Samples.find()).as("samples of AFAS beside the repository").isPresent();
        samples = Samples.find().orElseThrow();
    }

    @Test
    void namesFieldsLengthsAndValuesAsTheOpenApiDoes() throws IOException {
        FieldTable table = new FieldTable(List.of());
        for (Map.Entry<String, String> schema : SCHEMAS.entrySet()) {
            JsonNode document = read(samples.resolve("openapi").resolve(schema.getValue()));
            ObjectDefinition ours = table.root(schema.getKey()).orElseThrow();
            JsonNode schemas = document.path("components").path("schemas");
            // A contact on its own can only be changed.
            JsonNode described = schemas
                    .path(schema.getKey() + (schema.getKey().equals("KnContact") ? "_PUT" : "_POST"));
            JsonNode theirs = described.path("properties").path(ours.name());
            compare(ours, theirs, schema.getKey());
        }
    }

    private static void compare(ObjectDefinition ours, JsonNode theirs, String place) {
        JsonNode element = one(theirs.path("properties").path("Element")).path("properties");
        Map<String, String> described = new TreeMap<>();
        element.path("Fields").path("properties").properties()
                .forEach(field -> described.put(field.getKey(), theirs(field.getValue())));
        Map<String, String> known = new TreeMap<>();
        ours.fields().values().forEach(field -> known.put(field.id(), ours(field)));
        assertThat(known).as(place).isEqualTo(described);
        JsonNode objects = one(element.path("Objects")).path("properties");
        assertThat(ours.objects().keySet()).as(place).isEqualTo(Set.copyOf(objects.propertyNames()));
        ours.objects().forEach((name, nested) -> compare(nested, objects.path(name), place + "/" + name));
    }

    private static JsonNode one(JsonNode schema) {
        return schema.has("items") ? schema.path("items") : schema;
    }

    private static String theirs(JsonNode field) {
        String type = switch (field.path("type").asString("") + "/" + field.path("format").asString("")) {
            case "string/date" -> "DATE";
            case "string/byte" -> "BYTES";
            case "string/uuid" -> "GUID";
            case "integer/" -> "INTEGER";
            case "number/number" -> "NUMBER";
            case "boolean/" -> "BOOLEAN";
            default -> "TEXT";
        };
        Set<String> values = field.path("enum").valueStream().map(JsonNode::asString)
                .collect(Collectors.toCollection(TreeSet::new));
        return type + " " + field.path("maxLength").asInt(0) + " " + values;
    }

    private static String ours(FieldDefinition field) {
        return field.type() + " " + field.length() + " " + new TreeSet<>(field.values());
    }

    @Test
    void takesOfficialExampleBodies() throws IOException {
        Map<String, String> refused = new TreeMap<>();
        int taken = 0;
        for (String connector : SCHEMAS.keySet()) {
            for (Path file : examples(connector)) {
                String body = Files.readString(file);
                try {
                    connectors(body).checkForm(connector, JsonMapper.shared().readTree(body));
                    taken++;
                } catch (Refused e) {
                    refused.put(connector + "/" + file.getFileName(), e.sentence(Language.EN));
                }
            }
        }
        // These four contradict AFAS's own description: two fields it does not have, two values it says are too long.
        assertThat(refused.keySet()).containsExactly("FbDirectInvoice/post-vervoerder.json",
                "KnSalesRelationOrg/post-eda.json", "KnSalesRelationOrg/post-iban-checkiban-false.json",
                "KnSalesRelationPer/put-afleveradrestoevoegen.json");
        assertThat(taken).isGreaterThan(60);
    }

    private List<Path> examples(String connector) throws IOException {
        try (Stream<Path> files = Files.list(samples.resolve("requests").resolve(connector))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    /** Free fields are those of the environment: here all that the body uses, wherever it uses them. */
    private static UpdateConnectors connectors(String body) {
        Matcher free = Pattern.compile("U[0-9A-F]{32}").matcher(body);
        List<AfasSetup.FreeField> fields = free.results().distinct()
                .flatMap(found -> Stream.of("FbSales", "FbSalesLines", "FbDirectInvoice", "FbDirectInvoiceLines",
                        "KnOrganisation", "KnPerson", "KnSalesRelationOrg", "KnSalesRelationPer", "FbItemArticle",
                        "FbArticleCustom").map(object -> new AfasSetup.FreeField(object, found.group(), "", 0)))
                .toList();
        return new UpdateConnectors(StandardSetup.create().withFreeFields(fields),
                OrderArithmetic.Rounding.BY_RATE_GROUP, Set.of(), InstantSource.system(), new Random(1));
    }

    private static JsonNode read(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
