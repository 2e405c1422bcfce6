package com.twinafas.standalone.process;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

import com.twinafas.mapper.MapperConfiguration;
import com.twinafas.notifier.NotifierConfiguration;
import com.twinafas.pipeline.PipelineConfiguration;
import com.twinafas.pipeline.access.LocalToken;
import com.twinafas.pipeline.api.ApiConfiguration;
import com.twinafas.pipeline.settings.Settings.Role;
import com.twinafas.poller.PollerConfiguration;
import com.twinafas.reader.AfasPollerConfiguration;
import com.twinafas.writer.WriterConfiguration;

/** The roles named in {@code twinafas.roles}, in one process; all of them when nothing is named. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PipelineConfiguration.class, ApiConfiguration.class, StandaloneApplication.Roles.class})
public class StandaloneApplication {

    /** By which the launcher's commands and whoever works on this machine are known. */
    @Bean
    LocalToken localToken(Environment environment) {
        String folder = environment.getProperty("standalone.token-folder");
        return new LocalToken(folder == null ? LocalToken.home() : Path.of(folder));
    }

    /** Chooses the services' configurations by role. */
    static final class Roles implements DeferredImportSelector {

        private final Environment environment;

        Roles(Environment environment) {
            this.environment = environment;
        }

        @Override
        public String[] selectImports(AnnotationMetadata importingClass) {
            Set<Role> roles = Binder.get(environment).bind("twinafas.roles", Bindable.setOf(Role.class))
                    .orElseGet(() -> EnumSet.allOf(Role.class));
            return roles.stream().map(role -> switch (role) {
                case POLLER -> PollerConfiguration.class;
                case MAPPER -> MapperConfiguration.class;
                case WRITER -> WriterConfiguration.class;
                case READER -> AfasPollerConfiguration.class;
                case NOTIFIER -> NotifierConfiguration.class;
            }).map(Class::getName).toArray(String[]::new);
        }
    }
}
