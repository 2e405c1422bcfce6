package com.twinafas.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import com.twinafas.server.ServerApplication;
import com.twinafas.simulators.company.CompanySize;

class SurroundingsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void areAllThatAServerNeeds(@TempDir Path folder) throws Exception {
        // Given
        Path configuration = folder.resolve("application.yaml");
        try (Surroundings surroundings = Surroundings.start(folder, CompanySize.SMALL)) {
            surroundings.writeConfiguration(configuration);

            // When
            try (ConfigurableApplicationContext server = SpringApplication.run(ServerApplication.class,
                    "--server.port=0", "--spring.config.additional-location=" + configuration.toUri())) {

                // Then
                URI address = URI
                        .create("http://127.0.0.1:" + server.getEnvironment().getRequiredProperty("local.server.port"));
                await().atMost(PATIENCE).until(() -> surroundings.isReady(address));
                await().atMost(PATIENCE).until(() -> surroundings.documents() > 0);
            }
            assertThat(surroundings.isReady(URI.create("http://127.0.0.1:1"))).isFalse();
        }
    }
}
