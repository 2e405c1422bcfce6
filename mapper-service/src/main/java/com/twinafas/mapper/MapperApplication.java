package com.twinafas.mapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import com.twinafas.pipeline.PipelineConfiguration;

/** The mapper as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PipelineConfiguration.class, MapperConfiguration.class})
public class MapperApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(MapperApplication.class, arguments);
    }
}
