package com.twinafas.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

import com.twinafas.pipeline.access.TestAccess;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.log.LogOracle;
import com.twinafas.pipeline.settings.InvalidSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.topic.Topic;

@EmbeddedKafka(partitions = 1)
class PipelineConfigurationIT {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(PipelineConfiguration.class)
    static class Service {
    }

    @RegisterExtension
    static final LogOracle LOG = new LogOracle();

    private static final Map<String, String> ENCRYPTION = Map.of("twinafas.encryption.master-key",
            TestKeys.MASTER_KEY);
    private static final Map<String, String> SETTINGS = Map.of("twinafas.tenant", "wired",
            "twinafas.twinfield.client-id", "id", "twinafas.twinfield.client-secret", "secret-canary",
            "twinafas.twinfield.refresh-token", "refresh-canary", "twinafas.afas.base-url", "http://127.0.0.1:1",
            "twinafas.afas.token", "token-canary", "twinafas.offices[0].code", "NL01",
            "twinafas.offices[0].administration",
            "1", "server.port", "0", "spring.kafka.properties.schema.registry.url", "mock://wired");

    @Test
    void givesEveryRoleItsBeansItsTopicsAndItsEndpoints(EmbeddedKafkaBroker broker) throws Exception {
        // When
        try (ConfigurableApplicationContext context = start("spring.kafka.bootstrap-servers",
                broker.getBrokersAsString())) {
            // Then
            assertThat(context.getBean(Settings.class).tenant()).isEqualTo("wired");
            List<Object> records = new ArrayList<>();
            context.getBean(TenantKafka.class).readToEnd(Topic.CUSTOMER, records::add);
            assertThat(records).isEmpty();
            assertThat(get(context, "/actuator/health/liveness")).startsWith("200").contains("UP");
            await().atMost(Duration.ofSeconds(30)).untilAsserted(
                    () -> assertThat(get(context, "/actuator/health/readiness")).startsWith("200").contains("UP"));
            assertThat(get(context, "/actuator/prometheus")).startsWith("200").contains("tenant=\"wired\"");
        }
    }

    @Test
    void startsAliveButNotReadyWithoutKafka() throws Exception {
        // When
        try (ConfigurableApplicationContext context = start("spring.kafka.bootstrap-servers", "127.0.0.1:1")) {
            // Then
            assertThat(get(context, "/actuator/health/liveness")).startsWith("200");
            assertThat(get(context, "/actuator/health/readiness")).startsWith("503");
        }
    }

    @Test
    void doesNotStartWithAWrongConfiguration() {
        LOG.expectError("twinafas.afas.tokn: is not a known setting");
        assertThatThrownBy(() -> start("twinafas.afas.tokn", "another-canary").close())
                .hasRootCauseInstanceOf(InvalidSettings.class)
                .hasRootCauseMessage("twinafas.afas.tokn: is not a known setting");
    }

    @Test
    void doesNotStartWithoutAMasterKey() {
        LOG.expectError("twinafas.encryption.master-key: is missing");
        assertThatThrownBy(() -> start(Map.of(), "spring.kafka.bootstrap-servers", "127.0.0.1:1").close())
                .hasRootCauseInstanceOf(InvalidSettings.class)
                .hasStackTraceContaining("./twinafas master-key makes one");
    }

    @Test
    void doesNotShowItselfToOthersWithoutAuthentication() {
        LOG.expectError("server.address: is 0.0.0.0");
        assertThatThrownBy(() -> SpringApplication.run(Service.class,
                Stream.of(SETTINGS, ENCRYPTION, Map.of("server.address", "0.0.0.0")).flatMap(
                        all -> all.entrySet().stream()).map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new))
                .close()).hasRootCauseInstanceOf(InvalidSettings.class)
                .hasStackTraceContaining("Set twinafas.access.tokens or twinafas.access.oidc");
    }

    private static ConfigurableApplicationContext start(String key, String value) {
        return start(ENCRYPTION, key, value);
    }

    private static ConfigurableApplicationContext start(Map<String, String> encryption, String key, String value) {
        List<String> arguments = new ArrayList<>();
        encryption.forEach((name, text) -> arguments.add("--" + name + "=" + text));
        TestAccess.settings().forEach((name, text) -> arguments.add("--" + name + "=" + text));
        SETTINGS.forEach((name, text) -> arguments.add("--" + name + "=" + text));
        arguments.add("--" + key + "=" + value);
        return SpringApplication.run(Service.class, arguments.toArray(String[]::new));
    }

    private static String get(ConfigurableApplicationContext context, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(uri).header("Authorization", TestAccess.VIEWER).build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        }
    }
}
