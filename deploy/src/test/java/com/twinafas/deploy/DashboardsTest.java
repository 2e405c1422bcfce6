package com.twinafas.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether their expressions tell anything is tried with a real Prometheus, by WatchIT of standalone. */
class DashboardsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Chart.FOLDER.resolve("dashboards");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]+)\\b");

    static Stream<String> names() {
        return Stream.of("fleet", "tenant", "pipeline");
    }

    @Test
    void chartMakesAConfigMapOfEachForGrafanasSidecar() {
        // When
        List<Map<String, Object>> maps = Chart.ofKind(Chart.manifests("strimzi",
                "dashboards: {enabled: true, annotations: {grafana_folder: TwinAfas}}"), "ConfigMap");

        // Then
        assertThat(names()).allSatisfy(name -> {
            Map<String, Object> map = maps.stream()
                    .filter(one -> Chart.at(one, "metadata", "name").equals("acme-twinafas-dashboard-" + name))
                    .findFirst().orElseThrow();
            assertThat(StrictManifest.unknownFields(map)).isEmpty();
            assertThat(Chart.at(map, "metadata", "labels", "grafana_dashboard")).isEqualTo("1");
            assertThat(Chart.at(map, "metadata", "annotations", "grafana_folder")).isEqualTo("TwinAfas");
            String text = Chart.at(map, "data", "twinafas-" + name + ".json").toString();
            assertThat(JSON.readTree(text)).isEqualTo(JSON.readTree(Files.readString(file(name)).replace(
                    "https://example.org/twinafas/docs/runbooks", "https://git.example.org/twinafas/docs/runbooks")));
        });
    }

    @Test
    void noReleaseHasThemUnlessItIsToldTo() {
        assertThat(Chart.ofKind(Chart.manifests("strimzi", ""), "ConfigMap")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPanelSaysWhatItShowsAndWhereFrom(String name) throws IOException {
        JsonNode board = JSON.readTree(Files.readString(file(name)));

        assertThat(board.at("/uid").asText()).isEqualTo("twinafas-" + name);
        List<String> variables = children(board.at("/templating/list")).map(one -> one.at("/name").asText()).toList();
        assertThat(variables).contains("datasource", "tenant", "runbooks");
        assertThat(children(board.at("/panels")).filter(panel -> !panel.at("/type").asText().equals("row")))
                .allSatisfy(panel -> {
                    assertThat(panel.at("/title").asText()).isNotBlank();
                    assertThat(panel.at("/description").asText()).endsWith(".");
                    assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                    assertThat(panel.at("/targets")).isNotEmpty().allSatisfy(target -> {
                        assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                        assertThat(VARIABLE.matcher(target.at("/expr").asText()).results()
                                .map(found -> found.group(1)))
                                .allMatch(variables::contains);
                    });
                    assertThat(panel.at("/fieldConfig/defaults").has("unit")
                            || panel.at("/type").asText().equals("table")).isTrue();
                });
    }

    @ParameterizedTest
    @MethodSource("names")
    void panelsStandBesideEachOther(String name) throws IOException {
        boolean[][] taken = new boolean[500][24];
        for (JsonNode panel : JSON.readTree(Files.readString(file(name))).at("/panels")) {
            JsonNode at = panel.at("/gridPos");
            for (int y = at.at("/y").asInt(); y < at.at("/y").asInt() + at.at("/h").asInt(); y++) {
                for (int x = at.at("/x").asInt(); x < at.at("/x").asInt() + at.at("/w").asInt(); x++) {
                    assertThat(taken[y][x]).as(panel.at("/title").asText()).isFalse();
                    taken[y][x] = true;
                }
            }
        }
    }

    @Test
    void fleetLeadsToTheTenantAndAlertsToTheirRunbooks() {
        assertThat(read("fleet")).contains("/d/twinafas-tenant?var-tenant=${__value.raw}",
                "${runbooks}/${__value.raw}.md");
        assertThat(read("tenant")).contains("${runbooks}/${__value.raw}.md");
    }

    private static Path file(String name) {
        return FOLDER.resolve(name + ".json");
    }

    private static String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> children(JsonNode parent) {
        return StreamSupport.stream(parent.spliterator(), false);
    }
}
