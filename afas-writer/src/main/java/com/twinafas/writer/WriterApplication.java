package com.twinafas.writer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import com.twinafas.pipeline.PipelineConfiguration;

/** The writer as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PipelineConfiguration.class, WriterConfiguration.class})
public class WriterApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(WriterApplication.class, arguments);
    }
}
