package com.twinafas.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Entry;

/** A company as it was really polled, mapped and written, held against its two systems. */
@TestMethodOrder(OrderAnnotation.class)
class ReconcileIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static SimulatedTenant tenant;
    private static List<String> offices = List.of();
    private static AfasSimulator afas;

    @BeforeAll
    static void load(@TempDir Path folder) {
        tenant = SimulatedTenant.loaded(folder, Map.of("twinafas.roles", "poller,mapper,writer"));
        afas = tenant.afas();
        await().atMost(PATIENCE).until(() -> !afas.books().entries().isEmpty());
        offices = tenant.company().offices().stream().map(books -> books.office().code()).toList();
    }

    @AfterAll
    static void stop() {
        tenant.close();
    }

    @Test
    @Order(1)
    void explainsEveryDifferenceOfAFirstLoad() throws Exception {
        for (String office : offices) {
            // When
            JsonNode found = reconciled(office, 2026);

            // Then
            assertThat(found.at("/differences").valueStream()
                    .filter(one -> one.at("/why").asString().equals("unexplained")))
                    .as(found.toPrettyString()).isEmpty();
            assertThat(found.at("/totals").valueStream().mapToInt(total -> total.at("/afas/count").asInt()).sum())
                    .isPositive();
        }
        assertThat(reconciled(offices.getLast(), 2026).at("/differences").valueStream()
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
        List<String> found = Stream.concat(reconciled(offices.getFirst(), 2026).at("/differences").valueStream(),
                reconciled(offices.getLast(), 2026).at("/differences").valueStream())
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
        assertThat(tenant.post("/api/reconciliations", Map.of("office", "NOWHERE", "period", "2026/03")).statusCode())
                .isEqualTo(400);
        assertThat(tenant.post("/api/reconciliations", Map.of("office", offices.getFirst(), "period", "March")).body())
                .contains("A period is 2026/03");
        assertThat(tenant.send(tenant.request("/api/reconciliations/none").GET()).statusCode()).isEqualTo(404);
        assertThat(tenant.send(tenant.request("/api/reconciliations").header("Accept", "text/plain").GET()).body())
                .contains("2026", "done", "differences that nothing explains");
    }

    private static JsonNode reconciled(String office, int year) throws Exception {
        HttpResponse<String> asked = tenant.post("/api/reconciliations",
                Map.of("office", office, "period", String.valueOf(year), "by", "anna"));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String path = "/api/reconciliations/" + JSON.readTree(asked.body()).at("/id").asString();
        await().atMost(PATIENCE).until(() -> state(path).equals("done"));
        return JSON.readTree(tenant.send(tenant.request(path).GET()).body());
    }

    private static String state(String path) throws Exception {
        JsonNode one = JSON.readTree(tenant.send(tenant.request(path).GET()).body());
        assertThat(one.at("/state").asString()).as(one.toString()).isNotEqualTo("failed");
        return one.at("/state").asString();
    }
}
