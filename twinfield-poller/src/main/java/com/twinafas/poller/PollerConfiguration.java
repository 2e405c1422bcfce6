package com.twinafas.poller;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.CurrentSettings;

/** The role poller. */
@Configuration(proxyBeanMethods = false)
public class PollerConfiguration {

    @Bean
    PollerService pollerService(CurrentSettings settings, TenantKafka kafka, KeyRing keys, InstantSource clock,
            MeterRegistry metrics) {
        return new PollerService(settings, kafka, keys, clock, metrics);
    }
}
