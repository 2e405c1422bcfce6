package com.twinafas.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who asks a tenant's API, by a token. */
final class Operator implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final String token;

    Operator(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /** What is answered with 200. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).GET(), 200);
    }

    /** Asks for a job and waits until it is done; how it ended. */
    JsonNode done(String path, Map<String, Object> question) throws IOException, InterruptedException {
        String job = path + "/" + answer(request(path).POST(body(question)), 202).get("id").asString();
        return awaited(() -> get(job), found -> !found.get("state").asString().equals("running"));
    }

    /** Asks for the erasure of a customer and waits until it is gone from the broker's log. */
    JsonNode erased(String customer) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("/api/erasures").POST(body(Map.of("customer", customer))));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        return awaited(() -> get("/api/erasures").at("/erasures/0"), erasure -> !erasure.get("goneAt").isNull());
    }

    /** What is answered to an edit of the settings. */
    JsonNode edit(String settings, int status) throws IOException, InterruptedException {
        return answer(request("/api/settings").header("If-Match", "\"1\"")
                .PUT(HttpRequest.BodyPublishers.ofString(settings)), status);
    }

    private static JsonNode awaited(Callable<JsonNode> asked, Predicate<JsonNode> until) {
        return await().atMost(PATIENCE).until(asked, until);
    }

    private static HttpRequest.BodyPublisher body(Map<String, Object> body) {
        return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + token)
                .header("Accept", "application/json").header("Content-Type", "application/json");
    }

    private JsonNode answer(HttpRequest.Builder request, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
    }
}
