package com.twinafas.afas.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AfasOpenApiTest {

    /** What AFAS's own examples say that its own description does not allow, and why we do not tolerate it. */
    private static final Set<String> EXAMPLES_THAT_CONTRADICT_THE_DESCRIPTION = Set.of(
            // Fields of the carrier that the description does not have.
            "FbDirectInvoice/post-vervoerder.json: /FbDirectInvoice/Element/TrPt: no such field",
            "FbDirectInvoice/post-vervoerder.json: /FbDirectInvoice/Element/SsId: no such field",
            // Line types by their old names, and an amount in a field that says whether there is one.
            "FbDirectInvoice/post-vervoerder.json: /FbDirectInvoice/Element/FbDirectInvoiceLines/Element/VaIt: not one of",
            "FbSalesQuotation/post-maximaal.json: /FbSalesQuotation/Element/FbSalesQuotationLines/Element/VaIt: not one of",
            "FbSalesQuotation/post-maximaal.json: /FbSalesQuotation/Element/FbSalesQuotationLines/Element/MaAD: is not a boolean",
            // A mistyped @Action.
            "KnPerson/put-change-person-details.json: /KnPerson/Element/@action: no such field",
            // A VAT number in the fiscal number, true in a code, a person's phone number on the relation.
            "KnSalesRelationOrg/post-eda.json: /KnSalesRelationOrg/Element/KnOrganisation/Element/FiNr: longer than 9",
            "KnSalesRelationOrg/post-iban-checkiban-false.json: /KnSalesRelationOrg/Element/VaDu: longer than 3",
            "KnSalesRelationPer/put-afleveradrestoevoegen.json: /KnSalesRelationPer/Element/TeN2: no such field");

    private AfasOpenApi openApi;
    private Path requests;

    @BeforeEach
    void findSamples() {
        assumeTrue(AfasOpenApi.samples().isPresent(), "no shared/samples beside the repository: skipped");
        requests = AfasOpenApi.samples().orElseThrow().resolve("requests");
        openApi = AfasOpenApi.find().orElseThrow();
    }

    @Test
    void acceptsOfficialExamplesExceptThoseThatContradictIt() throws IOException {
        // Given
        Set<String> rejected = new TreeSet<>();
        int judged = 0;

        // When
        for (Path file : examples()) {
            Path name = requests.relativize(file);
            String connector = name.getName(0).toString().replace('.', '/');
            String method = name.getName(1).toString().startsWith("put-") ? "PUT" : "POST";
            if (openApi.operations().contains(method + " " + connector)) {
                judged++;
                openApi.violations(method, connector, Files.readString(file))
                        .forEach(violation -> rejected.add(name + ": " + violation.replaceAll(" \\[.*|/$", "")));
            }
        }

        // Then
        assertThat(rejected).containsExactlyInAnyOrderElementsOf(EXAMPLES_THAT_CONTRADICT_THE_DESCRIPTION);
        assertThat(judged).isGreaterThanOrEqualTo(133);
    }

    @Test
    void describesOneFormForEveryConnector() {
        // What RequestBody writes: the root's Element an object, Objects an array, a nested Element an array.
        assertThat(openApi.operations()).allSatisfy(operation -> {
            JsonNode schema = openApi.schema(operation);
            assertThat(schema.findValues("Objects"))
                    .allMatch(objects -> objects.path("type").asString().equals("array"));
            JsonNode root = schema.path("properties").iterator().next().path("properties").path("Element");
            assertThat(root.path("type").asString()).isEqualTo("object");
            List<JsonNode> elements = root.findValues("Element");
            assertThat(elements).allMatch(element -> element.path("type").asString().equals("array"));
        });
    }

    @Test
    void namesEveryMistakeWithItsPlace() {
        String body = """
                {"FbSales":{"Element":{"Fields":{"DbId":"12345678901234567","Hello":"x","OrDa":"01-02-2026",
                 "UC2DE284248374B083C966F9B4EEEE9E2":"free","Unit":"one"},
                 "Objects":[{"FbSalesLines":{"Element":[{"Fields":{"VaIt":"99","QuUn":"1,5"}}]}},{"Other":{}}]}}}""";

        assertThat(openApi.violations("POST", "FbSales", body)).containsExactly(
                "/FbSales/Element/DbId: longer than 16", "/FbSales/Element/Hello: no such field",
                "/FbSales/Element/OrDa: is not a string/date", "/FbSales/Element/Unit: is not a integer/",
                "/FbSales/Element/FbSalesLines/Element/VaIt: not one of "
                        + "[\"1\",\"10\",\"11\",\"14\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\"]",
                "/FbSales/Element/FbSalesLines/Element/QuUn: is not a number/number",
                "/FbSales/Element/Other: no such object");
    }

    @Test
    void refusesWhatItDoesNotDescribe() {
        assertThat(openApi.violations("DELETE", "FbSales", "{}")).containsExactly("DELETE FbSales is not described");
        assertThat(openApi.violations("POST", "FiEntries", "{\"FiEntries\":{\"Element\":{}}}"))
                .containsExactly("/FiEntries: no such object");
        assertThat(openApi.violations("POST", "FbSales", "{")).hasSize(1);
    }

    @Test
    void knowsColumnsOfStandardGetConnectors() {
        assertThat(openApi.columns("Profit_Debtor")).contains("DebtorId", "BcCo", "Email", "ModifiedDate");
        assertThat(openApi.columns("Own_Connector")).isEmpty();
    }

    private List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(requests)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }
}
