package com.twinafas.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ends the process when what stands in the folders of {@value #FOLDERS} has changed. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(SecretWatchConfiguration.FOLDERS)
class SecretWatchConfiguration {

    static final String FOLDERS = "twinafas-server.secret-folders";

    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Bean
    SecretWatch secretWatch(@Value("${" + FOLDERS + "}") List<Path> folders, ApplicationContext context) {
        return new SecretWatch(folders, PAUSE, () -> System.exit(SpringApplication.exit(context)));
    }
}
