package com.twinafas.pipeline.api;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.status.StatusFollower;
import com.twinafas.pipeline.story.StoryReader;

/** {@code GET /api/status} and {@code GET /api/records/OFFICE/KIND/CODE}; imported where they are to be served. */
@Configuration(proxyBeanMethods = false)
public class ApiConfiguration {

    @Bean
    StatusFollower statusFollower(TenantKafka kafka, InstantSource clock) {
        return new StatusFollower(kafka, clock);
    }

    @Bean
    StoryReader storyReader(TenantKafka kafka, PayloadCipher cipher) {
        return new StoryReader(kafka, cipher);
    }

    @Bean
    RouterFunction<ServerResponse> api(StatusFollower status, StoryReader stories) {
        ApiHandler handler = new ApiHandler(status, stories);
        return RouterFunctions.route().GET("/api/status", handler::status).GET("/api/records/{*key}", handler::record)
                .build();
    }
}
