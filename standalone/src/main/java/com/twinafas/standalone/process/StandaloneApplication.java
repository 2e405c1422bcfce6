package com.twinafas.standalone.process;

import java.nio.file.Path;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

import com.twinafas.pipeline.access.LocalToken;
import com.twinafas.server.ServerConfiguration;

/** What the server runs, with a token for whoever works on this machine. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ServerConfiguration.class)
public class StandaloneApplication {

    /** By which the launcher's commands and whoever works on this machine are known. */
    @Bean
    LocalToken localToken(Environment environment) {
        String folder = environment.getProperty("standalone.token-folder");
        return new LocalToken(folder == null ? LocalToken.home() : Path.of(folder));
    }
}
