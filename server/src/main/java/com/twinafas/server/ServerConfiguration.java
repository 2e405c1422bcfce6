package com.twinafas.server;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import com.twinafas.pipeline.PipelineConfiguration;
import com.twinafas.pipeline.api.ApiConfiguration;

/** The roles named in {@code twinafas.roles}, all of them when nothing is named, and the API unless it is switched off. */
@Configuration(proxyBeanMethods = false)
@Import({PipelineConfiguration.class, ServerConfiguration.Api.class, ChosenRoles.class})
public class ServerConfiguration {

    /** Of processes of one tenant only one needs it: it holds what every record's state is. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "twinafas-server.api", matchIfMissing = true)
    @Import(ApiConfiguration.class)
    static class Api {
    }
}
