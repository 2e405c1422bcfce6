package com.twinafas.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import com.twinafas.schemas.key.RecordKind;

/**
 * Every alert and every panel is asked of a real Prometheus that sees the first load of the demo's company. What the
 * panels showed is written to target/dashboards.md, from where docs/dashboards.md comes.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WatchIT {

    private static final Path RULES = Path.of("../deploy/helm/twinafas/files/alerts.yaml");
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SHOWN = 4;

    private static Instant begun = Instant.EPOCH;
    private static SimulatedTenant tenant;
    private static PrometheusProcess prometheus;
    private static boolean gone;

    @BeforeAll
    static void watchAFirstLoad(@TempDir Path folder) throws Exception {
        PrometheusProcess.assumeInstalled();
        begun = Instant.now();
        // Nothing is read before it is watched: panels show what grows, and of a small company that is soon over.
        CompletableFuture<Void> watched = new CompletableFuture<>();
        tenant = SimulatedTenant.started(folder,
                Map.of("twinafas.afas.client-secret-ends", LocalDate.now(ZoneOffset.UTC).plusDays(90).toString(),
                        "twinafas.access.tokens[0].name", "prometheus", "twinafas.access.tokens[0].role", "viewer",
                        "twinafas.access.tokens[0].token", TOKEN),
                watched);
        prometheus = PrometheusProcess.start(folder.resolve("prometheus"), "1s", target(), TOKEN,
                hasty(Files.readString(RULES)));
        await().atMost(PATIENCE).until(() -> prometheus
                .now("count(twinafas_record_duration_seconds_count{stage=\"whole\"} == 0)").at("/result/0/value/1")
                .asString().equals(String.valueOf(RecordKind.values().length)));
        watched.complete(null);
        tenant.awaitLoaded();
        // What is refused is counted last, and alerted of; what AFAS offers is looked at after a minute.
        await().atMost(PATIENCE)
                .until(() -> !prometheus.now("twinafas_credential_expires_seconds").at("/result").isEmpty());
        await().atMost(PATIENCE).until(() -> !prometheus.now("ALERTS{alertname=\"TwinAfasDeadLettersOpen\", "
                + "alertstate=\"firing\", code=\"VAT_CODE_UNMAPPED\"}").at("/result").isEmpty());
    }

    private static String target() {
        return URI.create(tenant.address()).getAuthority();
    }

    /** The same alerts, told at once. */
    private static String hasty(String rules) {
        return rules.replaceAll("for: \\d+[smh]", "for: 0s").replaceAll("interval: \\d+[smh]", "interval: 1s");
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (tenant != null && !gone) {
            tenant.close();
        }
    }

    @Test
    @Order(1)
    void everyRuleCanBeAskedAndTheTenantStandsNotStill() throws Exception {
        // When
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rules()).isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.at("/health").asString()).as(rule.toString()).isEqualTo("ok")));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(prometheus
                .now("ALERTS{severity=\"critical\", alertstate=\"firing\"}").at("/result")).isEmpty());
        for (JsonNode rule : rules()) {
            prometheus.now(rule.at("/query").asString());
        }
    }

    private static List<JsonNode> rules() throws Exception {
        return prometheus.rules().valueStream().flatMap(group -> group.at("/rules").valueStream()).toList();
    }

    @Test
    @Order(2)
    void everyPanelShowsSomething() throws Exception {
        List<String> empty = new ArrayList<>();
        StringBuilder tables = new StringBuilder();
        for (Dashboard dashboard : Dashboard.all()) {
            tables.append("\n## ").append(dashboard.title()).append("\n\n").append(dashboard.description())
                    .append("\n\n| panel | showed |\n|---|---|\n");
            for (Dashboard.Panel panel : dashboard.panels()) {
                List<String> shown = new ArrayList<>();
                for (Dashboard.Query query : panel.queries()) {
                    for (String flow : flows(query)) {
                        List<String> lines = ask(query, flow);
                        if (lines.isEmpty()) {
                            empty.add(
                                    dashboard.title() + ", " + panel.title() + ": " + query.expression() + " " + flow);
                        }
                        shown.add(told(flow, query, lines));
                    }
                }
                tables.append("| ").append(panel.title()).append(" | ").append(String.join("; ", shown))
                        .append(" |\n");
            }
        }
        Files.writeString(Path.of("target/dashboards.md"), tables);

        assertThat(empty).as("panels that show nothing").isEmpty();
    }

    /** As the chart has it looked at, by the alerts as they are; how soon is told, a minute on a machine that is not busy. */
    @Test
    @Order(3)
    void isKnownToStandStill(@TempDir Path folder) throws Exception {
        try (PrometheusProcess patient = PrometheusProcess.start(folder, "15s", target(), TOKEN,
                Files.readString(RULES))) {
            // Given
            await().atMost(PATIENCE)
                    .until(() -> !patient.now("twinafas_writer_line_stopped == 0").at("/result").isEmpty());

            // When
            tenant.afas().denyAddress(true);
            assertThat(tenant.post("/api/redrive", Map.of("cause", "ITEM_MISSING")).statusCode()).isEqualTo(202);
            await().atMost(PATIENCE)
                    .until(() -> !prometheus.now("twinafas_writer_line_stopped == 1").at("/result").isEmpty());

            // Then
            awaitTold(patient, "TwinAfasLineStopped");

            // When
            gone = true;
            tenant.close();

            // Then
            awaitTold(patient, "TwinAfasTenantVanished");
        }
    }

    private static void awaitTold(PrometheusProcess patient, String alert) {
        Instant from = Instant.now();
        await().pollInterval(Duration.ofSeconds(1)).atMost(PATIENCE)
                .until(() -> !patient.now("ALERTS{tenant=\"demo\", alertstate=\"firing\", alertname=\"" + alert + "\"}")
                        .at("/result").isEmpty());
        System.out.println("WatchIT: " + alert + " was told after " + Duration.between(from, Instant.now()));
    }

    private static List<String> flows(Dashboard.Query query) {
        return query.expression().contains("$flow")
                ? List.of("customer", "article", "sales-invoice", "transaction")
                : List.of("");
    }

    private static List<String> ask(Dashboard.Query query, String flow) throws Exception {
        String expression = query.expression().replace("$__rate_interval", "1m").replace("$tenant", "demo")
                .replace("$instance", ".+").replace("$flow", flow);
        JsonNode data = query.isInstant() ? prometheus.now(expression) : prometheus.since(begun, expression);
        List<String> lines = new ArrayList<>();
        for (JsonNode series : data.at("/result")) {
            lastNumber(series, query.isInstant()).ifPresent(
                    value -> lines.add((labels(series) + " " + Measure.of(value, query.unit())).strip()));
        }
        return lines;
    }

    private static Optional<Double> lastNumber(JsonNode series, boolean isInstant) {
        Stream<JsonNode> points = isInstant ? Stream.of(series.at("/value")) : series.at("/values").valueStream();
        return points.map(point -> Double.valueOf(point.at("/1").asString().replace("+Inf", "Infinity")))
                .filter(value -> !value.isNaN()).reduce((earlier, later) -> later);
    }

    /** What tells one series from the others; a process's port is another one each time. */
    private static String labels(JsonNode series) {
        return series.at("/metric").properties().stream()
                .filter(label -> !List.of("__name__", "tenant", "job", "instance", "alertstate")
                        .contains(label.getKey()))
                .map(label -> label.getValue().asString()).collect(Collectors.joining(" "));
    }

    private static String told(String flow, Dashboard.Query query, List<String> lines) {
        String more = lines.size() > SHOWN ? ", and " + (lines.size() - SHOWN) + " more" : "";
        return Stream.of(flow, query.name().equals("Value") ? "" : query.name(),
                lines.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more)
                .filter(part -> !part.isEmpty()).collect(Collectors.joining(": "));
    }
}
