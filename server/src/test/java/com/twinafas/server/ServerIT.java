package com.twinafas.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

import com.twinafas.mapper.MapperConfiguration;
import com.twinafas.notifier.NotifierConfiguration;
import com.twinafas.pipeline.access.TestAccess;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.settings.InvalidSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.status.StatusFollower;
import com.twinafas.poller.PollerConfiguration;
import com.twinafas.reader.AfasPollerConfiguration;
import com.twinafas.writer.WriterConfiguration;

/** Neither Twinfield nor AFAS answers: that makes no role unready. */
@EmbeddedKafka(partitions = 1)
class ServerIT {

    private static final Map<String, Class<?>> ROLES = Map.of("poller", PollerConfiguration.class, "mapper",
            MapperConfiguration.class, "writer", WriterConfiguration.class, "reader", AfasPollerConfiguration.class,
            "notifier", NotifierConfiguration.class);

    private final EmbeddedKafkaBroker broker;

    ServerIT(EmbeddedKafkaBroker broker) {
        this.broker = broker;
    }

    @ParameterizedTest
    @ValueSource(strings = {"poller", "mapper", "writer", "reader", "notifier", "mapper,writer",
            "poller,mapper,writer,reader,notifier", ""})
    void runsTheRolesThatAreNamedAndNoOther(String roles) throws Exception {
        // Given
        Map<String, String> settings = settings(roles.isEmpty() ? "all" : roles.replace(',', '-'));
        if (!roles.isEmpty()) {
            settings.put("twinafas.roles", roles);
        }

        // When
        try (ConfigurableApplicationContext running = start(settings)) {

            // Then
            String port = running.getEnvironment().getRequiredProperty("local.server.port");
            await().atMost(Duration.ofSeconds(20)).untilAsserted(
                    () -> assertThat(get(port, "/actuator/health/readiness").statusCode()).isEqualTo(200));
            assertThat(get(port, "/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(get(port, "/api/status").statusCode()).isEqualTo(200);
            assertThat(ROLES.entrySet().stream()
                    .filter(role -> running.getBeanProvider(role.getValue()).getIfAvailable() != null)
                    .map(Map.Entry::getKey)).containsExactlyInAnyOrderElementsOf(
                            roles.isEmpty() ? ROLES.keySet() : List.of(roles.split(",")));
        }
    }

    @Test
    void saysWhichRolesThereAreWhenOneIsUnknown() {
        // Given
        Map<String, String> settings = settings("wrong");
        settings.put("twinafas.roles", "poller,printer");
        settings.remove("twinafas.offices[0].administration");

        // When, Then
        assertThatThrownBy(() -> start(settings)).isInstanceOfSatisfying(InvalidSettings.class,
                wrong -> assertThat(wrong.mistakes()).extracting(Object::toString).containsExactlyInAnyOrder(
                        "twinafas.roles: must be one of poller, mapper, writer, reader, notifier",
                        "twinafas.offices[0].administration: is missing"));
    }

    /** As the chart gives them: the configuration names files of a mounted Secret. */
    @Test
    void readsSecretsFromAFolderAndServesNoApiWhereItIsSwitchedOff(@TempDir Path folder) throws IOException {
        // Given
        Files.writeString(folder.resolve("secret.twinfield-client-secret"), "geheim\n");
        Files.writeString(folder.resolve("secret.token-0"), "0123456789abcdef0123456789abcdef");
        Map<String, String> settings = settings("mounted");
        settings.put("spring.config.import", "configtree:" + folder + "/");
        settings.put("twinafas.roles", "notifier");
        settings.put("twinafas-server.api", "false");
        settings.put("twinafas.twinfield.client-secret", "${secret.twinfield-client-secret:not-given}");
        settings.put("twinafas.twinfield.refresh-token", "${secret.twinfield-refresh-token:not-given}");
        settings.put("twinafas.access.tokens[0].token", "${secret.token-0}");

        // When
        try (ConfigurableApplicationContext running = start(settings)) {

            // Then
            assertThat(running.getBeanProvider(StatusFollower.class).getIfAvailable()).isNull();
            Settings read = running.getBean(Settings.class);
            assertThat(read.twinfield().clientSecret()).isEqualTo("geheim");
            assertThat(read.twinfield().refreshToken()).isEqualTo("not-given");
            assertThat(read.access().tokens().getFirst().token()).isEqualTo("0123456789abcdef0123456789abcdef");
        }
    }

    private Map<String, String> settings(String tenant) {
        return new HashMap<>(Stream.of(TestAccess.settings(), Map.ofEntries(Map.entry("twinafas.tenant", tenant),
                Map.entry("twinafas.twinfield.login-url", "http://127.0.0.1:1"),
                Map.entry("twinafas.twinfield.client-id", "id"), Map.entry("twinafas.twinfield.client-secret", "s"),
                Map.entry("twinafas.twinfield.refresh-token", "token"),
                Map.entry("twinafas.afas.base-url", "http://127.0.0.1:1"), Map.entry("twinafas.afas.client-id", "id"),
                Map.entry("twinafas.afas.client-secret", "s"),
                Map.entry("twinafas.offices[0].code", "NL01"), Map.entry("twinafas.offices[0].administration", "1"),
                Map.entry("server.port", "0"), Map.entry("twinafas.encryption.master-key", TestKeys.MASTER_KEY),
                Map.entry("spring.kafka.bootstrap-servers", broker.getBrokersAsString()),
                Map.entry("spring.kafka.properties.schema.registry.url", "mock://" + tenant)))
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static ConfigurableApplicationContext start(Map<String, String> settings) {
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return SpringApplication.run(ServerApplication.class, arguments.toArray(String[]::new));
    }

    private static HttpResponse<String> get(String port, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", TestAccess.VIEWER).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
