package com.twinafas.poller;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import com.twinafas.pipeline.PipelineConfiguration;

/** The poller as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({PipelineConfiguration.class, PollerConfiguration.class})
public class PollerApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(PollerApplication.class, arguments);
    }
}
