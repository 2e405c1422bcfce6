package com.twinafas.notifier;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import com.twinafas.pipeline.PipelineConfiguration;

/** The notifier as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PipelineConfiguration.class, NotifierConfiguration.class})
public class NotifierApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(NotifierApplication.class, arguments);
    }
}
