package com.twinafas.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

import com.twinafas.pipeline.access.AccessConfiguration;
import com.twinafas.pipeline.encryption.KeyFollower;
import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.encryption.MasterKeyFile;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.TopicCreation;
import com.twinafas.pipeline.settings.Configured;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.KafkaSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.SettingsCheck;
import com.twinafas.pipeline.settings.SettingsLoader;
import com.twinafas.pipeline.settings.topic.SettingsFollower;
import com.twinafas.pipeline.settings.topic.SettingsTopic;
import com.twinafas.pipeline.settings.topic.Validity;
import com.twinafas.pipeline.tracing.OtlpTracing;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.serde.TrustedClasses;

/** What every role gets: settings, the tenant's topics, the cipher, the clock. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaProperties.class)
@Import(AccessConfiguration.class)
public class PipelineConfiguration {

    @Bean
    Configured configured(ConfigurableEnvironment environment) {
        return SettingsLoader.read(environment);
    }

    /** What the process was started with: how to reach other systems. What can change is asked of the current ones. */
    @Bean
    Settings settings(Configured configured) {
        return configured.settings();
    }

    @Bean
    CurrentSettings currentSettings(Settings settings) {
        return new CurrentSettings(settings);
    }

    @Bean
    SettingsTopic settingsTopic(TenantKafka kafka, PayloadCipher cipher, InstantSource clock) {
        return new SettingsTopic(kafka, cipher, clock, RandomGenerator.getDefault());
    }

    /** A configuration that a role finds wrong starts nothing. */
    @Bean
    Validity settingsValidity(Configured configured, ObjectProvider<SettingsCheck> checks) {
        Validity validity = new Validity(configured, checks.orderedStream().toList());
        validity.valid(configured.settings());
        return validity;
    }

    @Bean
    SettingsFollower settingsFollower(TenantKafka kafka, SettingsTopic topic, Configured configured, Validity validity,
            CurrentSettings current, InstantSource clock, MeterRegistry meters) {
        return new SettingsFollower(kafka, topic, configured, validity, current, clock, meters);
    }

    /** Without a receiver traces travel with the records and are told to nobody. */
    @Bean(destroyMethod = "close")
    Tracing tracing(Settings settings) {
        URI receiver = settings.tracing().otlpEndpoint();
        return receiver == null
                ? Tracing.OFF
                : new OtlpTracing(receiver, settings.tracing().sampling(), settings.tenant());
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    /** Without a master key nothing starts: nothing personal and no secret is ever kept plain. */
    @Bean
    KeyRing keyRing(Settings settings, TenantKafka kafka, InstantSource clock) {
        return new KeyRing(kafka, MasterKeyFile.read(settings.encryption()), clock);
    }

    @Bean
    KeyFollower keyFollower(KeyRing keys, TenantKafka kafka) {
        return new KeyFollower(keys, kafka.tenant());
    }

    /** Addresses and security from {@code spring.kafka}, all that Spring Boot knows there; the pair by class name. */
    @Bean
    TenantKafka tenantKafka(Settings settings, KafkaProperties kafka, Environment environment) {
        Map<String, Object> properties = new HashMap<>();
        // Under Confluent's names: the records are our generated classes, and ids are those of the schema files.
        properties.put("specific.avro.reader", true);
        properties.put("avro.remove.java.properties", true);
        properties.putAll(kafka.buildAdminProperties());
        return new TenantKafka(settings.tenant(), properties,
                serializer(environment.getProperty("spring.kafka.producer.value-serializer",
                        KafkaAvroSerializer.class.getName())),
                deserializer(environment.getProperty("spring.kafka.consumer.value-deserializer",
                        KafkaAvroDeserializer.class.getName())));
    }

    @Bean
    TopicCreation topicCreation(Settings settings, TenantKafka kafka) {
        return new TopicCreation(kafka, settings.kafka().replicationFactor(),
                settings.kafka().retention().stream()
                        .collect(Collectors.toMap(KafkaSettings.Row::topic, KafkaSettings.Row::keep)),
                Duration.ofSeconds(2));
    }

    @SuppressWarnings("unchecked") // what the class is, only its name says
    private static Serializer<Object> serializer(String className) {
        return (Serializer<Object>) create("spring.kafka.producer.value-serializer", className);
    }

    @SuppressWarnings("unchecked") // what the class is, only its name says
    private static Deserializer<Object> deserializer(String className) {
        return (Deserializer<Object>) create("spring.kafka.consumer.value-deserializer", className);
    }

    private static Object create(String key, String className) {
        TrustedClasses.trust();
        try {
            return Class.forName(className).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(key + " names " + className + ", which cannot be used", e);
        }
    }
}
