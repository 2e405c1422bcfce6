package com.twinafas.mapper;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.twinafas.mapper.engine.KafkaMappingPreview;
import com.twinafas.mapper.engine.LiveMapper;
import com.twinafas.mapper.engine.MapperService;
import com.twinafas.mapper.mapping.MappingMistakes;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.replay.ReplayService;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.preview.MappingPreview;
import com.twinafas.pipeline.settings.Configured;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.InvalidSettings;
import com.twinafas.pipeline.settings.InvalidSettings.Mistake;
import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.SettingsCheck;
import com.twinafas.pipeline.settings.topic.SettingsFollower;
import com.twinafas.pipeline.settings.topic.SettingsTopic;
import com.twinafas.pipeline.tracing.Tracing;

/** The role mapper: raw topics to updates, by the mapping of the settings. */
@Configuration(proxyBeanMethods = false)
public class MapperConfiguration {

    /** A mapping with mistakes never comes into force. */
    @Bean
    SettingsCheck mappingCheck() {
        return MapperConfiguration::mistakes;
    }

    @Bean
    MappingPreview mappingPreview(TenantKafka kafka, CurrentSettings settings, PayloadCipher cipher) {
        return new KafkaMappingPreview(kafka, new LiveMapper(settings), cipher);
    }

    /** Maps the tenant's raw records while the context runs. */
    @Bean
    MapperService mapperService(TenantKafka kafka, CurrentSettings settings, PayloadCipher cipher, InstantSource clock,
            MeterRegistry meters, Tracing tracing) {
        return new MapperService(kafka, new LiveMapper(settings), cipher, clock, meters, tracing);
    }

    /** Maps records again when it is asked to, beside the mapper. */
    @Bean
    ReplayService replayService(TenantKafka kafka, CurrentSettings settings, PayloadCipher cipher,
            SettingsTopic versions, SettingsFollower follower, Configured configured, InstantSource clock,
            MeterRegistry meters, Tracing tracing) {
        return new ReplayService(kafka, settings, cipher, version -> settings(version, versions, configured),
                follower::notInForce, clock, meters, tracing);
    }

    private static Optional<Settings> settings(long version, SettingsTopic versions, Configured configured) {
        try {
            return versions.versions().stream().filter(stored -> stored.version() == version).findFirst()
                    .map(stored -> configured.settings(stored.document(), version));
        } catch (InvalidSettings e) {
            return Optional.empty();
        }
    }

    private static List<Mistake> mistakes(Settings settings) {
        MappingSettings mapping = settings.mapping();
        try {
            MappingReader.of(mapping.text());
            return List.of();
        } catch (MappingMistakes e) {
            String key = "twinafas.mapping." + (mapping.file() == null ? "text" : "file");
            return e.mistakes().stream().map(mistake -> new Mistake(key,
                    "line " + mistake.line() + ", column " + mistake.column() + ": " + mistake.message())).toList();
        }
    }
}
