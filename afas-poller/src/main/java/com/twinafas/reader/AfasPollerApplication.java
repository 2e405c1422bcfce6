package com.twinafas.reader;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import com.twinafas.pipeline.PipelineConfiguration;

/** The reader as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PipelineConfiguration.class, AfasPollerConfiguration.class})
public class AfasPollerApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(AfasPollerApplication.class, arguments);
    }
}
