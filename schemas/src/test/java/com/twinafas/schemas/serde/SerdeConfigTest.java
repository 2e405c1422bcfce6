package com.twinafas.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class SerdeConfigTest {

    @Test
    void hasConfluentsDefaults() {
        // When
        SerdeConfig config = SerdeConfig.of(Map.of("schema.registry.url", "http://localhost:8081"), false);

        // Then
        assertThat(config.autoRegister()).isTrue();
        assertThat(config.useLatestVersion()).isFalse();
        assertThat(config.specificReader()).isFalse();
        assertThat(config.subjectNames()).isEqualTo(SubjectNames.TOPIC);
        config.registry().close();
    }

    @Test
    void readsEveryKey() {
        // When
        SerdeConfig config = SerdeConfig.of(Map.of("schema.registry.url", List.of("http://a:1", "https://u:p@b:2/"),
                "auto.register.schemas", "false", "use.latest.version", true, "specific.avro.reader", "true",
                "key.subject.name.strategy", "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy",
                "basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "user:password", "max.retries",
                "1"), true);

        // Then
        assertThat(config.autoRegister()).isFalse();
        assertThat(config.useLatestVersion()).isTrue();
        assertThat(config.specificReader()).isTrue();
        assertThat(config.subjectNames()).isEqualTo(SubjectNames.TOPIC_RECORD);
        config.registry().close();
    }

    @Test
    void refusesWhatItCannotUseByItsKey() {
        refuses("schema.registry.url", Map.of("schema.registry.url", ""));
        refuses("schema.registry.url", Map.of("schema.registry.url", "ftp://user:password-canary@host"));
        refuses("schema.registry.url", Map.of("schema.registry.url", "http://exa mple:password-canary"));
        refuses("auto.register.schemas", Map.of("auto.register.schemas", "yes"));
        refuses("max.retries", Map.of("max.retries", "few"));
        refuses("value.subject.name.strategy", Map.of("value.subject.name.strategy", "com.example.Mine"));
        refuses("basic.auth.credentials.source", Map.of("basic.auth.credentials.source", "SASL_INHERIT"));
        refuses("basic.auth.user.info", Map.of("basic.auth.credentials.source", "USER_INFO"));
    }

    private static void refuses(String key, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("schema.registry.url", "http://localhost:8081"));
        all.putAll(settings);
        assertThatThrownBy(() -> SerdeConfig.of(all, false)).isInstanceOf(ConfigException.class)
                .hasMessageContaining(key).hasMessageNotContaining("canary");
    }
}
