package com.twinafas.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.pipeline.status.RecordState;
import com.twinafas.pipeline.status.StatusFollower;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Item;

/** Each test goes on with what the ones before left: what is refused, then replayed, then mapped otherwise. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JobsIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static SimulatedTenant tenant;
    private static AfasSimulator afas;

    @BeforeAll
    static void load(@TempDir Path folder) {
        tenant = SimulatedTenant.loaded(folder,
                // Nobody but the writer calls AFAS.
                Map.of("twinafas.roles", "poller,mapper,writer"));
        afas = tenant.afas();
    }

    @AfterAll
    static void stop() {
        tenant.close();
    }

    @Test
    @Order(0)
    void tellsInMetricsNothingThatItsDocumentDoesNot() throws Exception {
        // Given
        Set<String> documented = names(Files.readString(Path.of("../docs/metrics.md")), "`(twinafas_[a-z_]+)`");

        // When
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(metrics().lines()).as("what is refused here")
                .anyMatch(line -> line.startsWith("twinafas_deadletters_open{") && line.contains("ITEM_MISSING")
                        && !line.endsWith(" 0.0")));

        // Then
        Set<String> told = names(metrics(), "(?m)^(twinafas_[a-z_]+?)(?:_seconds_(?:count|sum|max|bucket))?[{ ]");
        assertThat(documented).containsAll(told);
        assertThat(told).contains("twinafas_records", "twinafas_deadletters_open", "twinafas_lag_records",
                "twinafas_lag_seconds", "twinafas_afas_calls", "twinafas_twinfield_calls",
                "twinafas_afas_calls_active", "twinafas_afas_calls_allowed", "twinafas_poller_last_success_seconds");
        assertThat(metrics().lines().filter(line -> line.startsWith("twinafas_record_duration_seconds_bucket{")))
                .as("every stage of what was delivered").anyMatch(line -> line.contains("stage=\"mapper\""))
                .anyMatch(line -> line.contains("stage=\"writer\"")).anyMatch(line -> line.contains("stage=\"whole\""));
    }

    private static String metrics() throws Exception {
        return tenant.send(tenant.request("/actuator/prometheus").GET()).body();
    }

    private static Set<String> names(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @Order(1)
    void sendsExactlyWhatWasHeldUpByWhatIsThereByNow() throws Exception {
        // Given
        JsonNode cause = tenant.get("/api/dead-letters?cause=ITEM_MISSING&flow=sales-invoice&examples=1000")
                .at("/causes/0");
        List<String> held = cause.at("/examples").valueStream().map(JsonNode::asString).toList();
        assertThat(held).isNotEmpty().allMatch(record -> afas.books().byReference(record).isEmpty());
        int documents = afas.books().documents().size();
        create(cause.at("/parameters/item").asString());

        // When
        JsonNode job = done("/api/redrive", Map.of("cause", cause.at("/key").asString(), "flow",
                "sales-invoice", "by", "bookkeeper"));

        // Then
        assertThat(job.at("/state").asString()).isEqualTo("done");
        assertThat(job.at("/counts/sent").asInt()).isEqualTo(held.size());
        await().atMost(PATIENCE).until(
                () -> held.stream().allMatch(record -> afas.books().byReference(record).size() == 1));
        assertThat(afas.books().documents()).hasSize(documents + held.size());
        await().atMost(PATIENCE).until(() -> tenant.get("/api/dead-letters?flow=sales-invoice&cause="
                + URLEncoder.encode(cause.at("/key").asString(), StandardCharsets.UTF_8))
                .at("/records").asInt() == 0);
        assertThat(tenant.send(tenant.request("/api/records/" + held.getFirst()).header("Accept", "text/plain").GET())
                .body())
                .contains("redriven").contains("by=bookkeeper (local)").contains("to afas.update-bulk");
    }

    @Test
    @Order(2)
    void replaysWhatAfasHasWithoutAskingAfas() throws Exception {
        // Given
        int calls = afas.calls().calls().size();

        // When
        JsonNode customers = done("/api/replays", Map.of("flow", "customer"));
        JsonNode invoices = done("/api/replays", Map.of("flow", "sales-invoice"));

        // Then
        assertThat(customers.at("/counts/skipped").asLong()).as(customers.toString())
                .isGreaterThanOrEqualTo(tenant.get(StatusFollower.class).status().flow(RecordKind.CUSTOMER)
                        .in(RecordState.DELIVERED));
        assertThat(afas.books().documents()).allMatch(document -> about(document.reference(), calls) == 0);
        assertThat(invoices.at("/counts/skipped").asInt()).isGreaterThanOrEqualTo(afas.books().documents().size());
        assertThat(afas.calls().calls().stream().skip(calls).filter(call -> !call.method().equals("GET"))
                .filter(call -> !call.operation().contains("token"))).isEmpty();
    }

    @Test
    @Order(3)
    void reportsWhatAnotherMappingWouldChangeAndThenDoesIt() throws Exception {
        // Given
        int orders = afas.books().orders().size();
        HttpResponse<String> exported = tenant.send(tenant.request("/api/settings").GET());
        HttpResponse<String> edited = tenant.send(tenant.request("/api/settings")
                .header("If-Match", exported.headers().firstValue("ETag").orElseThrow())
                .PUT(HttpRequest.BodyPublishers.ofString(exported.body()
                        + "\ntwinafas.mapping.text: 'order: {fields: {Re: {constant: Replayed}}}'\n")));
        assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
        long version = JSON.readTree(edited.body()).at("/version").asLong();
        await().atMost(PATIENCE)
                .until(() -> tenant.get("/api/settings/origin?key=mapping.text").at("/version").asLong() == version);
        long writes = writes();

        // When
        JsonNode report = done("/api/replays", Map.of("flow", "sales-invoice", "dryRun", true));

        // Then
        JsonNode field = report.at("/findings").valueStream()
                .filter(finding -> finding.at("/what").asString().equals("change FbSales/Re")).findFirst()
                .orElseThrow(() -> new AssertionError(report.toString()));
        assertThat(field.at("/records").asInt()).isEqualTo(orders);
        assertThat(writes()).isEqualTo(writes);

        // When
        done("/api/replays", Map.of("flow", "sales-invoice", "office", "NLA001"));

        // Then
        await().atMost(PATIENCE).until(() -> afas.books().orders().stream()
                .allMatch(order -> order.fields().getOrDefault("Re", "").equals("Replayed")));
        assertThat(afas.books().orders()).hasSize(orders);
    }

    @Test
    @Order(4)
    void saysWhyAJobCannotBeMeant() throws Exception {
        assertThat(tenant.post("/api/redrive", Map.of()).statusCode()).isEqualTo(400);
        assertThat(tenant.post("/api/discard", Map.of("cause", "ITEM_MISSING")).body())
                .contains("A discard has a reason");
        assertThat(tenant.post("/api/replays", Map.of("flow", "letters")).statusCode()).isEqualTo(400);
        assertThat(tenant.post("/api/replays", Map.of("flow", "customer", "since", "soon")).body())
                .contains("since is a day");
        assertThat(tenant.send(tenant.request("/api/replays/none").GET()).statusCode()).isEqualTo(404);
    }

    private static void create(String item) {
        afas.books().change(Change.ofItems(List.of(new Item(item, "2",
                Map.of("Ds", "Made by hand", "BiUn", "Stk", "VaRc", "1", "Grp", "1"), BigDecimal.ZERO, Instant.now(),
                Instant.now()))));
    }

    private static long about(String reference, int since) {
        return afas.calls().calls().stream().skip(since).filter(call -> call.keys().contains(reference)).count();
    }

    private static long writes() {
        return afas.calls().calls().stream().filter(call -> !call.method().equals("GET")).count();
    }

    /** Asks for a job and waits until it is over. */
    private static JsonNode done(String path, Map<String, Object> asked) throws Exception {
        HttpResponse<String> begun = tenant.post(path, asked);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String id = JSON.readTree(begun.body()).at("/id").asString();
        await().atMost(PATIENCE).until(() -> !tenant.get(path + "/" + id).at("/state").asString().equals("running"));
        return tenant.get(path + "/" + id);
    }
}
