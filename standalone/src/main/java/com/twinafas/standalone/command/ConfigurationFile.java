package com.twinafas.standalone.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import com.twinafas.pipeline.access.Exposure;
import com.twinafas.pipeline.encryption.MasterKeyFile;
import com.twinafas.pipeline.settings.InvalidSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.SettingsLoader;

/** A configuration file, read without starting anything. */
final class ConfigurationFile {

    private ConfigurationFile() {
    }

    /** The settings; empty when they are wrong, and then every mistake has been told. */
    static Optional<Settings> read(CommandSpec spec, Path file) {
        if (!Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), "The configuration file " + file + " cannot be read");
        }
        try {
            return Optional.of(settings(file));
        } catch (InvalidSettings e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("The configuration file " + file + " is wrong:");
            e.mistakes().forEach(mistake -> err.println("  - " + mistake));
            return Optional.empty();
        }
    }

    private static Settings settings(Path file) {
        // Only what is wrong is to be seen, not what the libraries say of themselves.
        LoggingSystem.get(ConfigurationFile.class.getClassLoader()).beforeInitialize();
        StandardEnvironment environment = new StandardEnvironment();
        try {
            new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration file " + file + " cannot be read", e);
        }
        Settings settings = SettingsLoader.load(environment);
        MasterKeyFile.read(settings.encryption());
        Exposure.check(environment, settings.access());
        return settings;
    }
}
