package com.twinafas.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The alerts on recorded series, by Prometheus' own tool. */
class AlertRulesTest {

    private static final Path TESTS = Path.of("prometheus");

    @Test
    void alertsAreAsTheirTestsSay() throws Exception {
        assertThat(promtool("check", "rules", Alerts.FILE.toString())).contains("SUCCESS");
        assertThat(promtool("test", "rules", TESTS.resolve("alerts-test.yaml").toString())).contains("SUCCESS");
    }

    @Test
    void alertsOfAReleaseAreAboutItsTenant(@TempDir Path folder) throws Exception {
        // Given
        Object rule = Chart.ofKind(Chart.manifests("strimzi", ""), "PrometheusRule").getFirst();
        Files.writeString(folder.resolve("rules.yaml"), Chart.text(Chart.map(Chart.at(rule, "spec"))));
        Path test = Files.copy(TESTS.resolve("release-test.yaml"), folder.resolve("release-test.yaml"));

        // When, Then
        assertThat(promtool("test", "rules", test.toString())).contains("SUCCESS");
    }

    @Test
    void everyAlertIsSeenFiringAndNotFiring() throws IOException {
        // Given
        Set<String> firing = new TreeSet<>();
        Set<String> quiet = new TreeSet<>();
        Map<String, Object> file = new Yaml().load(Files.readString(TESTS.resolve("alerts-test.yaml")));

        // When
        for (Object test : (List<?>) Chart.at(file, "tests")) {
            for (Object expected : (List<?>) Chart.at(test, "alert_rule_test")) {
                (Chart.map(expected).containsKey("exp_alerts") ? firing : quiet)
                        .add(Chart.at(expected, "alertname").toString());
            }
        }

        // Then
        Set<String> alerts = new TreeSet<>(Alerts.all().stream().map(Alerts.Alert::name).toList());
        assertThat(firing).isEqualTo(alerts);
        assertThat(quiet).isEqualTo(alerts);
    }

    @Test
    void everyAlertSaysWhatIsWrongHowBadItIsAndWhereToRead() throws IOException {
        assertThat(Alerts.all()).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.severity()).isIn("critical", "warning", "info");
            assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
            assertThat(alert.annotations().get("summary")).contains("$labels.tenant");
            assertThat(alert.expression()).as("the chart puts the tenant there").contains("{tenant=~\".+\"")
                    .doesNotContain("tenant=\"");
        });
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "promtool"))
                .anyMatch(Files::isExecutable),
                "Skipped: there is no promtool on this machine; Debian's package prometheus has it");
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
