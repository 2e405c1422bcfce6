package com.twinafas.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.pipeline.access.LocalToken;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.status.RecordState;
import com.twinafas.pipeline.status.Status;
import com.twinafas.pipeline.status.StatusFollower;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Entry;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.soap.Limits;

/** A company as it was really polled, mapped and written, held against its two systems. */
@TestMethodOrder(OrderAnnotation.class)
class ReconcileIT {

    private static final Company COMPANY = Company.generate(7, CompanySize.SMALL);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> OFFICES = COMPANY.offices().stream().map(books -> books.office().code()).toList();

    private static TwinfieldSimulator twinfield;
    private static AfasSimulator afas;
    private static Standalone standalone;

    @BeforeAll
    static void load(@TempDir Path folder) {
        twinfield = TwinfieldSimulator.start(TwinfieldSimulatorConfig.of(COMPANY).limits(Limits.none()));
        afas = AfasSimulator.start(AfasSimulatorConfig.of(AfasSide.of(COMPANY)));
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.config.additional-location", "classpath:demo.yaml");
        properties.put("twinafas.roles", "poller,mapper,writer");
        properties.put("twinafas.twinfield.login-url", twinfield.loginUrl());
        properties.put("twinafas.twinfield.client-id", twinfield.clientId());
        properties.put("twinafas.twinfield.client-secret", twinfield.clientSecret());
        properties.put("twinafas.twinfield.refresh-token", twinfield.refreshToken());
        properties.put("twinafas.afas.base-url", afas.baseUrl());
        properties.put("twinafas.afas.client-id", afas.clientId());
        properties.put("twinafas.afas.client-secret", afas.clientSecret());
        properties.put("twinafas.encryption.master-key", TestKeys.MASTER_KEY);
        properties.put("standalone.data", folder.toString());
        properties.put("standalone.token-folder", folder.resolve("tokens").toString());
        properties.put("server.port", 0);
        standalone = Standalone.start(properties);
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            Status status = standalone.get(StatusFollower.class).status();
            return status.complete() && !afas.books().documents().isEmpty() && !afas.books().entries().isEmpty()
                    && status.flows().values().stream()
                            .allMatch(flow -> flow.in(RecordState.WAITING) + flow.in(RecordState.MAPPED) == 0);
        });
    }

    @AfterAll
    static void stop() {
        standalone.close();
        afas.close();
        twinfield.close();
    }

    @Test
    @Order(1)
    void explainsEveryDifferenceOfAFirstLoad() throws Exception {
        for (String office : OFFICES) {
            // When
            JsonNode found = reconciled(office, 2026);

            // Then
            assertThat(found.at("/differences").valueStream()
                    .filter(one -> one.at("/why").asString().equals("unexplained")))
                    .as(found.toPrettyString()).isEmpty();
            assertThat(found.at("/totals").valueStream().mapToInt(total -> total.at("/afas/count").asInt()).sum())
                    .isPositive();
        }
        assertThat(reconciled(OFFICES.getLast(), 2026).at("/differences").valueStream()
                .map(one -> one.at("/why").asString() + " " + one.at("/detail").asString("")))
                .contains("held ITEM_MISSING");
    }

    @Test
    @Order(2)
    void namesWhatPeopleDidInAfas() throws Exception {
        // Given
        com.twinafas.simulators.afas.books.Order order = afas.books().documents().stream()
                .filter(one -> one.date().getYear() == 2026).findFirst().orElseThrow();
        afas.books().change(Change.of(new com.twinafas.simulators.afas.books.Order("9" + order.number(),
                order.direct(), order.fields(), order.lines(), order.totals(), null, false, order.created(),
                order.modified())));
        Entry entry = afas.books().entries().stream().filter(one -> one.year() == 2026).findFirst().orElseThrow();
        afas.books().change(Change.of(new Entry(entry.administration(), entry.number() + 100_000, entry.year(),
                entry.period(), entry.journal(), entry.lines(), entry.created())));

        // When
        List<String> found = Stream.concat(reconciled(OFFICES.getFirst(), 2026).at("/differences").valueStream(),
                reconciled(OFFICES.getLast(), 2026).at("/differences").valueStream())
                .filter(one -> one.at("/why").asString().equals("unexplained"))
                .map(one -> one.at("/record").asString() + " " + one.at("/what").asString()).toList();

        // Then
        String voucher = entry.lines().getFirst().field("BpNr");
        assertThat(found).containsExactlyInAnyOrder(order.reference() + " twice",
                voucher.replaceFirst("/", "/transaction/") + " twice");
    }

    @Test
    @Order(3)
    void saysWhatCannotBeMeant() throws Exception {
        assertThat(post(Map.of("office", "NOWHERE", "period", "2026/03")).statusCode()).isEqualTo(400);
        assertThat(post(Map.of("office", OFFICES.getFirst(), "period", "March")).body())
                .contains("A period is 2026/03");
        assertThat(send(request("/api/reconciliations/none").GET()).statusCode()).isEqualTo(404);
        assertThat(send(request("/api/reconciliations").header("Accept", "text/plain").GET()).body())
                .contains("2026", "done", "differences that nothing explains");
    }

    private static JsonNode reconciled(String office, int year) throws Exception {
        HttpResponse<String> asked = post(Map.of("office", office, "period", String.valueOf(year), "by", "anna"));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String path = "/api/reconciliations/" + JSON.readTree(asked.body()).at("/id").asString();
        await().atMost(PATIENCE).until(() -> state(path).equals("done"));
        return JSON.readTree(send(request(path).GET()).body());
    }

    private static String state(String path) throws Exception {
        JsonNode one = JSON.readTree(send(request(path).GET()).body());
        assertThat(one.at("/state").asString()).as(one.toString()).isNotEqualTo("failed");
        return one.at("/state").asString();
    }

    private static HttpResponse<String> post(Map<String, Object> body) throws Exception {
        return send(request("/api/reconciliations").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private static HttpRequest.Builder request(String path) {
        String port = standalone.get(Environment.class).getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Authorization",
                "Bearer " + standalone.get(LocalToken.class).value());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
