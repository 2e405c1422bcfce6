package com.twinafas.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.company.Article;

class PreviewIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static SimulatedTenant tenant;
    private static AfasSimulator afas;

    @BeforeAll
    static void load(@TempDir Path folder) {
        tenant = SimulatedTenant.loaded(folder, Map.of());
        afas = tenant.afas();
    }

    @AfterAll
    static void stop() {
        tenant.close();
    }

    @Test
    void saysThatADeliveredInvoiceWouldStayAsItIs() throws Exception {
        // Given
        Order order = afas.books().orders().getFirst();

        // When
        JsonNode preview = ask(Map.of("record", order.reference())).at("/previews/0");

        // Then
        assertThat(preview.at("/raw").asString()).startsWith("<salesinvoice");
        assertThat(preview.at("/updates/0/outcome").asString()).isEqualTo("unchanged");
        assertThat(preview.at("/updates/0/requests").isEmpty()).isTrue();
        assertThat(preview.at("/updates/0/values").findValuesAsString("rule"))
                .anyMatch(rule -> rule.startsWith("order/OrDa (default-mapping.yaml:"));
    }

    @Test
    void showsWhatAnotherMappingWouldChangeAndSendsNothing() throws Exception {
        // Given
        Order order = afas.books().orders().getFirst();
        long writes = writes();

        // When
        JsonNode preview = ask(Map.of("record", order.reference(), "mapping",
                "order: {fields: {Re: {constant: Tried}}}")).at("/previews/0/updates/0");

        // Then
        assertThat(preview.at("/outcome").asString()).isEqualTo("delivered");
        assertThat(preview.at("/requests/0/method").asString()).isEqualTo("PUT");
        assertThat(preview.at("/requests/0/body").asString()).contains("\"Re\":\"Tried\"", order.number());
        assertThat(preview.at("/differences").findValuesAsString("field")).contains("FbSales/Re");
        assertThat(writes()).isEqualTo(writes);
    }

    @Test
    void showsOfAnArticleEachItemWithItsOwnValuesRequestAndDifference() throws Exception {
        // Given
        Article article = tenant.company().offices().getFirst().articles().stream()
                .filter(one -> one.performanceType().equals("goods") && one.subArticles().size() > 1).findFirst()
                .orElseThrow();
        String key = tenant.company().offices().getFirst().office().code() + "/article/" + article.code();

        // When
        JsonNode updates = ask(Map.of("record", key, "mapping", "item: {fields: {Ds: {constant: Tried}}}"))
                .at("/previews/0/updates");

        // Then
        assertThat(updates.size()).isEqualTo(article.subArticles().size());
        Set<String> prices = new TreeSet<>();
        for (JsonNode update : updates) {
            String item = update.at("/key").asString().substring(key.length() + 1);
            assertThat(update.at("/outcome").asString()).isEqualTo("delivered");
            assertThat(update.at("/values").findValuesAsString("field")).contains("Ds", "SaPrice")
                    .doesNotHaveDuplicates();
            assertThat(update.at("/values").findValuesAsString("rule"))
                    .anyMatch(rule -> rule.startsWith("item/Ds (mapping:1:"))
                    .anyMatch(rule -> rule.startsWith("item/SaPrice (default-mapping.yaml:"));
            assertThat(update.at("/requests").size()).isEqualTo(1);
            assertThat(update.at("/requests/0/body").asString()).contains("\"ItCd\":\"" + item + "\"",
                    "\"Ds\":\"Tried\"");
            JsonNode change = update.at("/differences/0");
            assertThat(change.at("/field").asString()).isEqualTo("FbItemArticle/Ds");
            assertThat(change.at("/now").asString())
                    .isEqualTo(afas.books().item(item).orElseThrow().fields().get("Ds"));
            update.at("/values").forEach(value -> {
                if (value.at("/field").asString().equals("SaPrice")) {
                    prices.add(value.at("/value").asString());
                    assertThat(update.at("/requests/0/body").asString()).contains(value.at("/value").asString());
                }
            });
        }
        assertThat(prices).hasSizeGreaterThan(1);
    }

    @Test
    void namesTheMistakesOfAMappingWithTheirPlace() throws Exception {
        // When
        HttpResponse<String> answer = tenant.post("/api/preview",
                Map.of("flow", "sales-invoice", "last", 1, "mapping", "order: {fields: {Re: {nonsense: x}}}"),
                "application/json");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/error").asString()).contains("mapping:1:");
    }

    @Test
    void tablesTheLastRecordsOfAFlow() throws Exception {
        // When
        String table = tenant.post("/api/preview", Map.of("flow", "sales-invoice", "last", 10), "text/plain").body();

        // Then
        assertThat(table.lines()).hasSizeGreaterThanOrEqualTo(11);
        assertThat(table).contains("/sales-invoice/").contains("unchanged");
    }

    private static long writes() {
        return afas.calls().calls().stream().filter(call -> !call.method().equals("GET")).count();
    }

    private static JsonNode ask(Map<String, Object> question) throws Exception {
        HttpResponse<String> answer = tenant.post("/api/preview", question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
