package com.twinafas.standalone.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

import com.twinafas.pipeline.settings.InvalidSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.SettingsLoader;

/** A configuration file, read without starting anything. */
final class ConfigurationFile {

    private ConfigurationFile() {
    }

    /** @throws InvalidSettings with every mistake when the configuration is wrong */
    static Settings settings(Path file) {
        StandardEnvironment environment = new StandardEnvironment();
        try {
            new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration file " + file + " cannot be read", e);
        }
        return SettingsLoader.load(environment);
    }
}
