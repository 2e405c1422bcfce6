package com.twinafas.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrictManifestTest {

    @Test
    void namesFieldsThatTheTypeDoesNotHave() {
        // Given
        Map<String, Object> deployment = Map.of("apiVersion", "apps/v1", "kind", "Deployment", "spec",
                Map.of("replica", 1, "template",
                        Map.of("spec", Map.of("containers", List.of(Map.of("name", "one", "enviroment", List.of()))))));
        Map<String, Object> topic = Map.of("apiVersion", "kafka.strimzi.io/v1beta2", "kind", "KafkaTopic", "spec",
                Map.of("partition", 1));

        // When, Then
        assertThat(StrictManifest.unknownFields(deployment)).containsExactlyInAnyOrder(".Spec.replica",
                ".Spec.Template.Spec.Containers[].enviroment");
        assertThat(StrictManifest.unknownFields(topic)).containsExactly(".Spec.partition");
        assertThat(StrictManifest.unknownFields(Map.of("apiVersion", "v2", "kind", "Pod"))).containsExactly("v2/Pod");
    }
}
