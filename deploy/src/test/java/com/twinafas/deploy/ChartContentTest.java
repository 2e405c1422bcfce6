package com.twinafas.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import com.twinafas.pipeline.access.Exposure;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.DocumentSettings.Authority;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.Settings.Role;
import com.twinafas.pipeline.settings.SettingsLoader;
import com.twinafas.schemas.topic.Topic;

class ChartContentTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    /** The pods start with what the chart writes for them. */
    @ParameterizedTest
    @MethodSource("com.twinafas.deploy.Chart#examples")
    void everyPodReadsItsSettings(String example) throws IOException {
        List<Map<String, Object>> manifests = Chart.manifests(example, "");
        for (Map<String, Object> deployment : Chart.ofKind(manifests, "Deployment")) {
            // Given
            ConfigurableEnvironment environment = environment(manifests, deployment);

            // When
            Settings settings = SettingsLoader.load(environment);

            // Then
            Exposure.check(environment, settings.access());
            assertThat(settings.settings().authority()).isEqualTo(Authority.FILE);
            boolean compact = component(deployment).equals("compact");
            assertThat(settings.roles()).isEqualTo(compact
                    ? Set.of(Role.values())
                    : Set.of(Role.valueOf(component(deployment).toUpperCase(Locale.ROOT))));
            boolean polls = settings.roles().contains(Role.POLLER);
            assertThat(settings.twinfield().refreshToken()).isEqualTo(polls ? SECRET : "not-given-to-this-role");
            boolean calls = polls || settings.roles().contains(Role.WRITER) || settings.roles().contains(Role.READER);
            assertThat(Objects.requireNonNullElse(settings.afas().token(), settings.afas().clientSecret()))
                    .isEqualTo(calls ? SECRET : "not-given-to-this-role");
            assertThat(settings.access().tokens()).allMatch(
                    token -> token.token().equals("secret.token-" + token.name() + SECRET));
            assertThat(settings.encryption().masterKeyFile()).hasToString("/etc/twinafas/secrets/secret.master-key");
        }
    }

    @Test
    void kafkaIsReachedWithTheUsersCertificate() throws IOException {
        // Given
        List<Map<String, Object>> manifests = Chart.manifests("strimzi", "");

        // When
        Map<String, Object> properties = kafka(manifests);

        // Then
        assertThat(properties).containsEntry("security.protocol", "SSL").containsEntry("ssl.keystore.type", "PKCS12")
                .containsEntry("ssl.keystore.location", "/etc/twinafas/kafka/user.p12")
                .containsEntry("ssl.keystore.password", SECRET).containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.location", "/etc/twinafas/kafka/ca.crt")
                .containsEntry("schema.registry.url", "http://apicurio:8080/apis/ccompat/v7");
    }

    @Test
    void kafkaIsReachedWithUserAndPassword() throws IOException {
        // Given
        List<Map<String, Object>> manifests = Chart.manifests("split", "");

        // When
        Map<String, Object> properties = kafka(manifests);

        // Then
        assertThat(properties).containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512").containsEntry("sasl.jaas.config", SECRET)
                .containsEntry("basic.auth.user.info", "large:" + SECRET).doesNotContainKey("ssl.keystore.location");
    }

    @Test
    void aRoleOfWhichThereAreToBeNoPodsIsLeftOut() throws IOException {
        // When
        List<Map<String, Object>> manifests = Chart.manifests("split", "{replicas: 2, split: {writer: {replicas: 0}}}");

        // Then
        assertThat(Chart.ofKind(manifests, "Deployment").stream()
                .collect(Collectors.toMap(deployment -> Chart.at(deployment, "metadata", "labels",
                        "app.kubernetes.io/component"), deployment -> Chart.at(deployment, "spec", "replicas"))))
                .isEqualTo(Map.of("poller", 2, "mapper", 2, "writer", 0, "reader", 2, "notifier", 2));
    }

    @Test
    void strimziMakesTheTopicsOfTheCatalogueAndNothingDeletesThem() {
        // When
        List<Map<String, Object>> topics = Chart.ofKind(Chart.manifests("strimzi", ""), "KafkaTopic");

        // Then
        assertThat(topics).allSatisfy(topic -> {
            assertThat(Chart.at(topic, "metadata", "annotations", "helm.sh/resource-policy")).isEqualTo("keep");
            assertThat(Chart.at(topic, "spec", "partitions")).isEqualTo(1);
        });
        Map<String, Map<String, String>> expected = new HashMap<>();
        for (Topic topic : Topic.catalogue()) {
            Map<String, String> config = new HashMap<>(TenantKafka.config(topic));
            config.put("min.insync.replicas", "2");
            if (topic.equals(Topic.ACTIVITY)) {
                config.put("retention.ms", String.valueOf(30L * 24 * 60 * 60 * 1000));
            }
            expected.put(topic.of("acme"), config);
        }
        assertThat(topics.stream().collect(Collectors.toMap(topic -> Chart.at(topic, "spec", "topicName"),
                topic -> Chart.at(topic, "spec", "config")))).isEqualTo(expected);
    }

    @Test
    void theUserHasRightsOnWhatIsTheTenantsOnly() {
        // When
        Object user = Chart.ofKind(Chart.manifests("strimzi", ""), "KafkaUser").getFirst();

        // Then
        List<?> rights = (List<?>) Chart.at(user, "spec", "authorization", "acls");
        assertThat(rights).hasSize(3).allSatisfy(right -> {
            assertThat(Chart.at(right, "resource", "name")).isEqualTo("acme.");
            assertThat(Chart.at(right, "resource", "patternType")).isEqualTo("prefix");
            assertThat(Chart.at(right, "operations")).isIn(List.of("Describe", "Read", "Write"),
                    List.of("Describe", "Read"), List.of("Describe", "Write"));
        });
    }

    @ParameterizedTest
    @MethodSource("com.twinafas.deploy.Chart#examples")
    void everyPodIsRestricted(String example) {
        for (Map<String, Object> deployment : Chart.ofKind(Chart.manifests(example, ""), "Deployment")) {
            Object pod = Chart.at(deployment, "spec", "template", "spec");
            assertThat(Chart.at(pod, "automountServiceAccountToken")).isEqualTo(false);
            assertThat(Chart.at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
            assertThat(Chart.at(pod, "securityContext", "seccompProfile", "type")).isEqualTo("RuntimeDefault");
            Object container = Chart.at(pod, "containers", 0);
            assertThat(Chart.at(container, "securityContext")).isEqualTo(Map.of("allowPrivilegeEscalation", false,
                    "privileged", false, "readOnlyRootFilesystem", true, "capabilities",
                    Map.of("drop", List.of("ALL"))));
            assertThat(Chart.at(container, "livenessProbe", "httpGet", "path"))
                    .isEqualTo("/actuator/health/liveness");
        }
    }

    @Test
    void aRoleIsLetOutToWhatItNeeds() {
        // When
        Map<String, String> policies = Chart.ofKind(Chart.manifests("strimzi", "topology: split"),
                "NetworkPolicy").stream()
                .collect(Collectors.toMap(ChartContentTest::component,
                        policy -> Chart.at(policy, "spec", "egress").toString()));

        // Then
        assertThat(policies.get("mapper")).doesNotContain("0.0.0.0/0", "587");
        assertThat(List.of("poller", "writer", "reader")).allSatisfy(
                role -> assertThat(policies.get(role)).contains("0.0.0.0/0", "except=[10.0.0.0/8")
                        .doesNotContain("587"));
        assertThat(policies.get("notifier")).contains("0.0.0.0/0", "587");
    }

    @Test
    void tracesAreLetOutOfWhereTheyAreMadeAndNothingElseIs() {
        // When
        Map<String, String> policies = Chart.ofKind(Chart.manifests("strimzi", """
                topology: split
                settings: {tracing: {otlp-endpoint: "http://collector.observability:4318"}}
                networkPolicy: {tracing: {namespaces: [observability]}}
                """), "NetworkPolicy").stream().collect(Collectors.toMap(ChartContentTest::component,
                policy -> Chart.at(policy, "spec", "egress").toString()));

        // Then
        assertThat(List.of("poller", "mapper", "writer")).allSatisfy(
                role -> assertThat(policies.get(role)).contains("observability", "4318"));
        assertThat(List.of("reader", "notifier")).allSatisfy(
                role -> assertThat(policies.get(role)).doesNotContain("observability", "4318"));
    }

    private static Map<String, Object> kafka(List<Map<String, Object>> manifests) throws IOException {
        ConfigurableEnvironment environment = environment(manifests, Chart.ofKind(manifests, "Deployment").getFirst());
        return Binder.get(environment).bind("spring.kafka", KafkaProperties.class).get().buildAdminProperties();
    }

    /** What a pod's process sees: its variables, its file, and the files of its secrets. */
    private static ConfigurableEnvironment environment(List<Map<String, Object>> manifests,
            Map<String, Object> deployment) throws IOException {
        Object pod = Chart.at(deployment, "spec", "template", "spec");
        Map<String, Object> given = new HashMap<>();
        for (Object variable : (List<?>) Chart.at(pod, "containers", 0, "env")) {
            if (Chart.at(variable, "name").equals("TWINAFAS_ROLES")) {
                given.put("twinafas.roles", Chart.at(variable, "value"));
            }
        }
        for (Object source : (List<?>) Chart.at(pod, "volumes", 1, "projected", "sources")) {
            for (Object item : (List<?>) Chart.at(source, "secret", "items")) {
                String path = Chart.at(item, "path").toString();
                // Tokens are told from each other.
                given.put(path, path.startsWith("secret.token-") ? path + SECRET : SECRET);
            }
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        String file = Chart.at(Chart.ofKind(manifests, "ConfigMap").getFirst(), "data", "application.yaml").toString();
        new YamlPropertySourceLoader().load("application", new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)))
                .forEach(environment.getPropertySources()::addLast);
        return environment;
    }

    private static String component(Map<String, Object> manifest) {
        return Chart.at(manifest, "metadata", "labels", "app.kubernetes.io/component").toString();
    }
}
