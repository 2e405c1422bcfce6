package com.twinafas.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.pipeline.process.Ports;

class JobKillIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Records a minute: slow enough to be killed in the middle, whatever the machine. */
    private static final int SLOW = 90;
    private static final long SEED = Long.getLong("seed", 1);
    /** Each is a replay and a redrive. */
    private static final int SEEDS = Integer.getInteger("seeds", 2);

    @TempDir
    private Path data = Path.of("");
    private int port;
    private String token = "";

    @Test
    void goesOnWithReplaysAndRedrivesThatWereKilled() throws Exception {
        // Given
        try (DemoProcess load = DemoProcess.start(data, Duration.ZERO)) {
            assertThat(load.awaitLoaded()).isZero();
        }
        DemoProcess process = serving();
        long sent = 0;
        String last = "";
        for (long seed = SEED; seed < SEED + SEEDS; seed++) {
            String one = "One" + seed;
            String two = "Two" + seed;
            Random random = new Random(seed);
            map(one);
            String replay = begin("/api/replays", Map.of("flow", "sales-invoice", "office", "NLA001", "rate", SLOW));
            untilAt("/api/replays/" + replay, 3 + random.nextInt(8));

            // When
            process.kill();
            process = serving();
            untilDone("/api/replays/" + replay);
            // Then a mapping that refuses every invoice with the high rate
            edit(document -> document.replaceFirst("code: VH\\b", "code: VHX"));
            untilDone("/api/replays/" + begin("/api/replays", Map.of("flow", "sales-invoice")));
            assertThat(open()).isGreaterThan(8);
            edit(document -> document.replaceFirst("code: VHX\\b", "code: VH").replace("constant: " + one,
                    "constant: " + two));
            String redrive = begin("/api/redrive",
                    Map.of("cause", "VAT_CODE_UNMAPPED", "rate", SLOW, "office", "NLA001"));
            untilAt("/api/redrive/" + redrive, 3 + random.nextInt(4));
            DemoProcess redriving = process;
            until(() -> redriving.says("\"" + two + "\""));

            // When
            process.kill();
            Map<String, String> refused = process.orders("Re");
            process = serving();
            untilDone("/api/redrive/" + redrive);
            await().atMost(PATIENCE).during(Duration.ofSeconds(1)).ignoreExceptions()
                    .until(this::writerHasNothingToDo);
            JsonNode left = get("/api/dead-letters?stage=map&office=NLA001&flow=sales-invoice");
            JsonNode job = get("/api/redrive/" + redrive);

            // Then
            assertThat(refused.values()).as("the replay came to its end, the redrive did not").contains(one, two);
            assertThat(job.at("/done").asInt()).isEqualTo(job.at("/total").asInt());
            assertThat(left.findValuesAsString("vatcode")).doesNotContain("VH");
            sent = job.at("/counts/sent").asLong();
            last = two;
        }
        process.kill();
        assertThat(process.doubles()).isEmpty();
        assertThat(process.orders("Re").values().stream().filter(last::equals).count()).isLessThanOrEqualTo(sent)
                .isGreaterThan(5);
    }

    /** A mapping that marks every order. */
    private void map(String mark) throws Exception {
        edit(document -> document.contains("constant: ")
                ? document.replaceFirst("constant: Two\\d+", "constant: " + mark)
                : document + "\ntwinafas.mapping.text: 'order: {fields: {Re: {constant: " + mark + "}}}'\n");
    }

    private DemoProcess serving() throws Exception {
        port = Ports.free();
        DemoProcess process = DemoProcess.serving(data, port);
        try {
            until(() -> {
                token = process.token(port);
                return get("/api/status").at("/complete").asBoolean();
            });
            until(() -> send(request("/api/settings").GET()).statusCode() == 200);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("It does not answer; alive " + process.isAlive() + "\n" + process.terminal(), e);
        }
        return process;
    }

    /** Replaces the settings and waits until they are in force. */
    private void edit(UnaryOperator<String> change) throws Exception {
        HttpResponse<String> exported = send(request("/api/settings").GET());
        String document = change.apply(exported.body());
        assertThat(document).isNotEqualTo(exported.body());
        HttpResponse<String> edited = send(request("/api/settings")
                .header("If-Match", exported.headers().firstValue("ETag").orElseThrow())
                .PUT(HttpRequest.BodyPublishers.ofString(document)));
        assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
        long version = JSON.readTree(edited.body()).at("/version").asLong();
        await().atMost(PATIENCE)
                .until(() -> get("/api/settings/origin?key=writer.in-doubt").at("/version").asLong() == version);
    }

    private String begin(String path, Map<String, Object> asked) throws Exception {
        HttpResponse<String> begun = send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(asked))));
        assertThat(List.of(202, 503)).as(begun.body()).contains(begun.statusCode());
        return JSON.readTree(begun.body()).at("/id").asString();
    }

    private void untilAt(String path, int done) {
        until(() -> get(path).at("/done").asInt() >= done);
    }

    private void untilDone(String path) {
        until(() -> get(path).at("/state").asString().equals("done"));
    }

    private static void until(Callable<Boolean> reached) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).ignoreExceptions().until(reached);
    }

    private boolean writerHasNothingToDo() throws Exception {
        return send(request("/actuator/prometheus").GET()).body().lines()
                .anyMatch(line -> line.startsWith("twinafas_writer_open") && line.endsWith(" 0.0"));
    }

    private int open() throws Exception {
        return get("/api/dead-letters?cause=VAT_CODE_UNMAPPED&office=NLA001").at("/records").asInt();
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send(request(path).GET());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answers " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token).timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
