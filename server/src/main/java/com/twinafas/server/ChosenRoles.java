package com.twinafas.server;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

import com.twinafas.mapper.MapperConfiguration;
import com.twinafas.notifier.NotifierConfiguration;
import com.twinafas.pipeline.settings.Settings.Role;
import com.twinafas.pipeline.settings.SettingsLoader;
import com.twinafas.poller.PollerConfiguration;
import com.twinafas.reader.AfasPollerConfiguration;
import com.twinafas.writer.WriterConfiguration;

/** Chooses the services' configurations by role. */
final class ChosenRoles implements DeferredImportSelector {

    private final Environment environment;

    ChosenRoles(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String[] selectImports(AnnotationMetadata importingClass) {
        return roles().stream().map(role -> switch (role) {
            case POLLER -> PollerConfiguration.class;
            case MAPPER -> MapperConfiguration.class;
            case WRITER -> WriterConfiguration.class;
            case READER -> AfasPollerConfiguration.class;
            case NOTIFIER -> NotifierConfiguration.class;
        }).map(Class::getName).toArray(String[]::new);
    }

    private Set<Role> roles() {
        try {
            return Binder.get(environment).bind("twinafas.roles", Bindable.setOf(Role.class))
                    .orElseGet(() -> EnumSet.allOf(Role.class));
        } catch (BindException e) {
            // Says which roles there are, and whatever else is wrong.
            return SettingsLoader.load((ConfigurableEnvironment) environment).roles();
        }
    }
}
