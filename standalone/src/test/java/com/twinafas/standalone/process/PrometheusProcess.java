package com.twinafas.standalone.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.pipeline.process.Ports;

/** A real Prometheus that looks at one process, as a process of its own. */
final class PrometheusProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final URI address;

    private PrometheusProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    static void assumeInstalled() {
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "prometheus"))
                .anyMatch(Files::isExecutable),
                "Skipped: there is no Prometheus on this machine; Debian's package prometheus has one");
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param every  how often it looks
     * @param target host and port of what it looks at
     * @param rules  in the format of its rule files
     */
    static PrometheusProcess start(Path folder, String every, String target, String token, String rules)
            throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("token"), token);
        Files.writeString(folder.resolve("alerts.yaml"), rules);
        Path configuration = Files.writeString(folder.resolve("prometheus.yaml"), """
                global: {scrape_interval: %s, scrape_timeout: 1s}
                rule_files: [alerts.yaml]
                scrape_configs:
                  - job_name: twinafas
                    metrics_path: /actuator/prometheus
                    authorization: {credentials_file: token}
                    static_configs: [{targets: ["%s"]}]
                """.formatted(every, target));
        int port = Ports.free();
        Process process = new ProcessBuilder("prometheus", "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true).redirectOutput(folder.resolve("log.txt").toFile()).start();
        PrometheusProcess started = new PrometheusProcess(process, URI.create("http://127.0.0.1:" + port));
        await().atMost(PATIENCE).ignoreExceptions().until(started::isReady);
        return started;
    }

    private boolean isReady() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address.resolve("/-/ready")).build(), BodyHandlers.discarding())
                    .statusCode() == 200;
        }
    }

    /** What an expression gives now. */
    JsonNode now(String expression) throws IOException, InterruptedException {
        return ask("/api/v1/query", Map.of("query", expression)).at("/data");
    }

    /** What an expression gave from then on. */
    JsonNode since(Instant then, String expression) throws IOException, InterruptedException {
        return ask("/api/v1/query_range", Map.of("query", expression, "start", then.toString(), "end",
                Instant.now().toString(), "step", "2s")).at("/data");
    }

    /** Its rules and how their last evaluation went. */
    JsonNode rules() throws IOException, InterruptedException {
        return ask("/api/v1/rules", Map.of()).at("/data/groups");
    }

    private JsonNode ask(String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream().map(
                field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        if (!form.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            JsonNode answer = JsonMapper.shared()
                    .readTree(client.send(request.build(), BodyHandlers.ofString()).body());
            if (!answer.at("/status").asString().equals("success")) {
                throw new AssertionError(form + ": " + answer);
            }
            return answer;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
