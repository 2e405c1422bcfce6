package com.twinafas.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The roles named in {@code twinafas.roles} as a process of their own, on a broker that is somewhere else. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ServerConfiguration.class, SecretWatchConfiguration.class})
public class ServerApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ServerApplication.class, arguments);
    }
}
