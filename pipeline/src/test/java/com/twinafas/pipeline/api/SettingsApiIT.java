package com.twinafas.pipeline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.pipeline.PipelineConfiguration;
import com.twinafas.pipeline.access.TestAccess;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.settings.CurrentSettings;

@EmbeddedKafka(partitions = 1)
class SettingsApiIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final List<ConfigurableApplicationContext> started = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({PipelineConfiguration.class, ApiConfiguration.class})
    static class Service {
    }

    @AfterEach
    void stop() {
        started.forEach(ConfigurableApplicationContext::close);
        http.close();
    }

    @Test
    void exportsEditsAndTellsTheOriginOfSettings(EmbeddedKafkaBroker broker) throws Exception {
        // Given
        start(broker, Map.of("twinafas.office-defaults.articles", "required"));
        HttpResponse<String> exported = get("/api/settings");
        assertThat(exported.statusCode()).isEqualTo(200);
        assertThat(exported.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(exported.headers().firstValue("Content-Type")).hasValue("application/yaml;charset=UTF-8");
        assertThat(exported.body()).contains("code: NL01").doesNotContain("canary");

        // When
        String edited = exported.body() + "  writer:\n    in-doubt: 3m # shorter\n  mapping:\n    text: |\n      # "
                + "x".repeat(400_000) + "\n";
        HttpResponse<String> accepted = put("/api/settings?comment=faster", "\"1\"", edited);

        // Then
        assertThat(accepted.statusCode()).isEqualTo(200);
        assertThat(accepted.body()).isEqualTo("{\"version\":2}");
        assertThat(accepted.headers().firstValue("ETag")).hasValue("\"2\"");
        await().until(() -> current().get().version() == 2);
        assertThat(current().get().writer().inDoubt()).isEqualTo(Duration.ofMinutes(3));
        assertThat(get("/api/settings").body()).as("as it was written").isEqualTo(edited);
        assertThat(get("/api/settings?version=1").body()).isEqualTo(exported.body());
        assertThat(get("/api/settings?version=9").statusCode()).isEqualTo(404);
        JsonNode versions = JSON.readTree(get("/api/settings/versions").body()).at("/versions");
        assertThat(versions.findValuesAsString("by")).containsExactly("api", "file");
        assertThat(versions.at("/0/comment").asString()).isEqualTo("faster");

        // Then
        JsonNode doubt = JSON.readTree(get("/api/settings/origin?key=writer.in-doubt").body());
        assertThat(doubt.at("/version").asInt()).isEqualTo(2);
        assertThat(doubt.at("/values/0/value").asString()).isEqualTo("3m");
        assertThat(doubt.at("/values/0/origin").asString()).isEqualTo("tenant");
        JsonNode articles = JSON.readTree(get("/api/settings/origin?key=offices%5BNL01%5D.articles").body());
        assertThat(articles.at("/values/0/from").asString()).isEqualTo("twinafas.office-defaults.articles");
        HttpResponse<String> text = send(request("/api/settings/origin").header("Accept", "text/plain").GET());
        assertThat(text.body()).contains("twinafas.offices[0].code = NL01  (office)",
                "twinafas.offices[0].articles = required  (tenant, by twinafas.office-defaults.articles)",
                "twinafas.poller.customers = 30s  (default)").doesNotContain("canary");
        assertThat(get("/api/settings/origin?key=writer.speed").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesWhatIsWrongBehindOrSaidToNobody(EmbeddedKafkaBroker broker) throws Exception {
        // Given
        start(broker, Map.of());
        String document = get("/api/settings").body();
        assertThat(put("/api/settings", "\"1\"", document + "  writer: {intake: 5}\n").statusCode()).isEqualTo(200);

        // When, Then
        HttpResponse<String> behind = put("/api/settings", "\"1\"", document);
        assertThat(behind.statusCode()).isEqualTo(409);
        assertThat(behind.body()).contains("at version 2 by now");
        assertThat(put("/api/settings", null, document).statusCode()).isEqualTo(428);
        HttpResponse<String> wrong = put("/api/settings", "2",
                document + "  tenant: other-canary\n  writer: {intake: 0}\n  afas: {token: x-canary}\n");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(wrong.body()).at("/mistakes").findValuesAsString("key")).containsExactlyInAnyOrder(
                "twinafas.tenant", "twinafas.writer.intake", "twinafas.afas.token");
        assertThat(wrong.body()).doesNotContain("canary");
        assertThat(put("/api/settings", "2", "").statusCode()).isEqualTo(422);
        assertThat(put("/api/settings", "2", "x".repeat(5_000_000)).statusCode()).isEqualTo(413);
        assertThat(JSON.readTree(get("/api/settings/versions").body()).at("/versions")).hasSize(2);
    }

    @Test
    void refusesEditsWhereTheFileDecides(EmbeddedKafkaBroker broker) throws Exception {
        // Given
        start(broker, Map.of("twinafas.settings.authority", "file"));

        // When
        HttpResponse<String> refused = put("/api/settings", "\"1\"", get("/api/settings").body());

        // Then
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("The configuration file decides");
    }

    private void start(EmbeddedKafkaBroker broker, Map<String, String> said) {
        Map<String, String> all = new HashMap<>(Map.of("twinafas.tenant", tenant, "twinafas.twinfield.client-id", "id",
                "twinafas.twinfield.client-secret", "secret-canary", "twinafas.twinfield.refresh-token",
                "refresh-canary", "twinafas.afas.base-url", "http://127.0.0.1:1", "twinafas.afas.token",
                "token-canary", "twinafas.offices[0].code", "NL01", "twinafas.offices[0].administration", "1"));
        all.putAll(Map.of("server.port", "0", "spring.kafka.bootstrap-servers", broker.getBrokersAsString(),
                "spring.kafka.properties.schema.registry.url", "mock://asked"));
        all.put("twinafas.encryption.master-key", TestKeys.MASTER_KEY);
        all.putAll(TestAccess.settings());
        all.putAll(said);
        started.add(SpringApplication.run(Service.class,
                all.entrySet().stream().map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new)));
        await().atMost(Duration.ofSeconds(30)).until(() -> current().isKnown());
    }

    private CurrentSettings current() {
        return started.getFirst().getBean(CurrentSettings.class);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpResponse<String> put(String path, @Nullable String tag, String document) throws Exception {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(document));
        return send(tag == null ? request : request.header("If-Match", tag));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                + started.getFirst().getEnvironment().getProperty("local.server.port") + path))
                .header("Authorization", TestAccess.ADMINISTRATOR);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofMinutes(1)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
