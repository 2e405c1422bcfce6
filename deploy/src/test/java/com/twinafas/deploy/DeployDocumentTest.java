package com.twinafas.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What docs/deploy.md has a newcomer write and ask for fits together, and fits the example that it is about. */
class DeployDocumentTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SECRET_KEY = Pattern.compile("--from-(?:file|literal)=([a-z-]+)=");

    private String document = "";
    private final List<Map<String, Object>> manifests = new ArrayList<>();
    private final List<Map<String, Object>> release = Chart.manifests("strimzi", "");

    @BeforeEach
    void read() throws IOException {
        document = Files.readString(Path.of("../docs/deploy.md"));
        for (MatchResult block : YAML.matcher(document).results().toList()) {
            for (Object one : new Yaml().loadAll(block.group(1))) {
                if (Chart.map(one).containsKey("kind")) {
                    manifests.add(Chart.map(one));
                }
            }
        }
    }

    @Test
    void itsManifestsHaveOnlyFieldsOfTheirTypes() {
        assertThat(manifests).extracting(manifest -> manifest.get("kind")).containsExactly("Kafka", "KafkaNodePool",
                "StatefulSet", "Service");
        assertThat(manifests).allSatisfy(manifest -> assertThat(StrictManifest.unknownFields(manifest)).isEmpty());
    }

    @Test
    void theReleaseGoesToTheKafkaAndTheRegistryThatWereMade() {
        Map<String, Object> kafka = Chart.ofKind(manifests, "Kafka").getFirst();
        Map<String, Object> registry = Chart.ofKind(manifests, "Service").getFirst();
        Object connection = Chart.at(new Yaml().load(Chart.at(Chart.ofKind(release, "ConfigMap").getFirst(), "data",
                "application.yaml").toString()), "spring", "kafka");

        assertThat(Chart.at(connection, "bootstrap-servers")).isEqualTo(Chart.at(kafka, "metadata", "name")
                + "-kafka-bootstrap:" + Chart.at(kafka, "spec", "kafka", "listeners", 0, "port"));
        assertThat(Chart.at(connection, "security", "protocol")).isEqualTo("SSL");
        assertThat(Chart.at(connection, "properties", "schema.registry.url").toString()).startsWith("http://"
                + Chart.at(registry, "metadata", "name") + ":" + Chart.at(registry, "spec", "ports", 0, "port") + "/");
        assertThat(Chart.ofKind(release, "KafkaTopic")).isNotEmpty().allSatisfy(
                topic -> assertThat(Chart.at(topic, "metadata", "labels", "strimzi.io/cluster"))
                        .isEqualTo(Chart.at(kafka, "metadata", "name")));
    }

    @Test
    void theSecretThatIsMadeHasEveryKeyThatTheReleaseReads() {
        Set<String> made = new HashSet<>(SECRET_KEY.matcher(document).results().map(key -> key.group(1)).toList());

        assertThat(made).containsExactlyInAnyOrderElementsOf(keysReadOf("acme-twinafas"));
        assertThat(keysReadOf("acme-twinafas-kafka")).isNotEmpty();
    }

    /** Keys of a Secret that the release's pods mount. */
    private Set<String> keysReadOf(String secret) {
        Set<String> keys = new HashSet<>();
        for (Map<String, Object> deployment : Chart.ofKind(release, "Deployment")) {
            for (Object volume : (List<?>) Chart.at(deployment, "spec", "template", "spec", "volumes")) {
                if (Chart.map(volume).containsKey("projected")) {
                    for (Object source : (List<?>) Chart.at(volume, "projected", "sources")) {
                        if (Chart.at(source, "secret", "name").equals(secret)) {
                            ((List<?>) Chart.at(source, "secret", "items"))
                                    .forEach(item -> keys.add(Chart.at(item, "key").toString()));
                        }
                    }
                }
            }
        }
        return keys;
    }
}
