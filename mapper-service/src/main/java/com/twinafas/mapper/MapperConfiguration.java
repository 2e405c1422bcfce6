package com.twinafas.mapper;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.twinafas.mapper.engine.KafkaMappingPreview;
import com.twinafas.mapper.engine.MapperService;
import com.twinafas.mapper.mapping.Mapping;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.preview.MappingPreview;
import com.twinafas.pipeline.settings.Settings;

/** The role mapper: raw topics to updates, by the mapping of the settings. */
@Configuration(proxyBeanMethods = false)
public class MapperConfiguration {

    /** @throws com.twinafas.mapper.mapping.MappingMistakes when the user's mapping has any */
    @Bean
    Mapping mapping(Settings settings) {
        return MappingReader.load(settings.mapping().file());
    }

    @Bean
    MappingPreview mappingPreview(TenantKafka kafka, Settings settings, Mapping mapping, PayloadCipher cipher) {
        return new KafkaMappingPreview(kafka, settings, mapping, cipher);
    }

    /** Maps the tenant's raw records while the context runs. */
    @Bean
    MapperService mapperService(TenantKafka kafka, Settings settings, Mapping mapping, PayloadCipher cipher,
            InstantSource clock, MeterRegistry meters) {
        return new MapperService(kafka, settings, mapping, cipher, clock, meters);
    }
}
