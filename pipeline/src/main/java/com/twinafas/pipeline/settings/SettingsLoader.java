package com.twinafas.pipeline.settings;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import com.twinafas.pipeline.settings.InvalidSettings.Mistake;

/** Reads the settings from a configuration and refuses a wrong one with all of its mistakes. */
public final class SettingsLoader {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(SettingKeys.ROOT);
    private static final Bindable<Settings> SETTINGS = Bindable.of(Settings.class);

    private SettingsLoader() {
    }

    /**
     * The settings under {@code twinafas}.
     *
     * @throws InvalidSettings when anything is missing, cannot be read, contradicts something or is not known
     */
    public static Settings load(ConfigurableEnvironment environment) {
        return read(environment).settings();
    }

    /**
     * What stands under {@code twinafas}, with the text of the user's mapping where a file of it is named.
     *
     * @throws InvalidSettings when anything is missing, cannot be read, contradicts something or is not known
     */
    public static Configured read(ConfigurableEnvironment environment) {
        ConfigurationPropertySources.attach(environment);
        List<Mistake> mistakes = new ArrayList<>();
        Said said = said(Binder.get(environment), new PropertySourcesPlaceholdersResolver(environment), mistakes);
        said = withMapping(said, mistakes);
        Settings settings = settings(said, mistakes);
        return new Configured(said, settings);
    }

    /** The settings of a map of full keys, for example {@code twinafas.tenant}. */
    public static Settings load(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("settings", properties));
        return load(environment);
    }

    /** What a document says, and what is wrong with that. Nothing in it is replaced by anything of the environment. */
    static Said document(String yaml, List<Mistake> mistakes) {
        Map<String, Object> values = SettingsYaml.read(yaml);
        values.keySet().stream().filter(key -> !key.startsWith(ROOT + "."))
                .forEach(key -> mistakes.add(new Mistake(key, "is not a setting of a tenant")));
        Said said = said(new Binder(new MapConfigurationPropertySource(values)), value -> value, mistakes);
        said.process().values().keySet().forEach(
                key -> mistakes.add(new Mistake(key, "belongs to the process: it stays in the configuration file")));
        return said.document();
    }

    private static Said said(Binder binder, PlaceholdersResolver placeholders, List<Mistake> mistakes) {
        Recorder recorder = new Recorder(placeholders);
        binder.bindOrCreate(ROOT, SETTINGS, recorder);
        unknownKeys(binder).filter(mistake -> !recorder.explains(mistake)).forEach(mistakes::add);
        return recorder.said();
    }

    private static Said withMapping(Said said, List<Mistake> mistakes) {
        String file = said.text(Said.MAPPING_FILE);
        if (file == null) {
            return said;
        }
        if (said.text(Said.MAPPING_TEXT) != null) {
            mistakes.add(new Mistake(Said.MAPPING_TEXT, "cannot stand beside file"));
        }
        try {
            return said.with(Said.MAPPING_TEXT, Files.readString(Path.of(file)));
        } catch (IOException | InvalidPathException e) {
            mistakes.add(new Mistake(Said.MAPPING_FILE, "the file cannot be read"));
            return said;
        }
    }

    /**
     * The settings of what is said, process and document together.
     *
     * @param mistakes found before
     * @throws InvalidSettings with these and all others
     */
    static Settings settings(Said said, List<Mistake> mistakes) {
        Map<String, String> inherited = said.inherited();
        Map<String, Object> all = new LinkedHashMap<>(said.values());
        inherited.forEach((key, from) -> all.put(key, Objects.requireNonNull(said.values().get(from))));
        CollectingHandler unreadable = new CollectingHandler();
        @Nullable
        Settings settings = new Binder(new MapConfigurationPropertySource(all)).bindOrCreate(ROOT, SETTINGS,
                unreadable);
        mistakes.addAll(unreadable.mistakes());
        Stream.of("code", "administration").map(own -> Said.OFFICE_DEFAULTS + "." + own).filter(all::containsKey)
                .forEach(key -> mistakes.add(new Mistake(key, "is an office's own and no default")));
        if (settings != null) {
            violations(settings).filter(mistake -> !unreadable.explains(mistake)).forEach(mistakes::add);
        }
        // What contradicts what can only be said of settings that are all there.
        if (settings != null && mistakes.isEmpty()) {
            mistakes.addAll(Contradictions.in(settings));
        }
        if (settings == null || !mistakes.isEmpty()) {
            throw new InvalidSettings(mistakes.stream().map(mistake -> new Mistake(
                    inherited.getOrDefault(mistake.key(), mistake.key()), mistake.text())).distinct().toList());
        }
        return settings;
    }

    private static Stream<Mistake> unknownKeys(Binder binder) {
        try {
            binder.bindOrCreate(ROOT, SETTINGS, new NoUnboundElementsBindHandler(new CollectingHandler(),
                    SettingsLoader::isReadWhole));
            return Stream.empty();
        } catch (BindException e) {
            if (!(e.getCause() instanceof UnboundConfigurationPropertiesException unknown)) {
                throw e;
            }
            return unknown.getUnboundProperties().stream()
                    .map(property -> new Mistake(property.getName().toString(), "is not a known setting"));
        }
    }

    /** Of the process's environment only what is meant for us is read: others put variables there too. */
    private static boolean isReadWhole(ConfigurationPropertySource source) {
        return !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource);
    }

    private static Stream<Mistake> violations(Settings settings) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(settings).stream()
                    .map(violation -> new Mistake(key(violation), text(violation)))
                    .sorted((a, b) -> a.key().compareTo(b.key()));
        }
    }

    /** {@code notifier.mail.to[0].<list element>} is {@code twinafas.notifier.mail.to[0]} to whoever wrote it. */
    private static String key(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString().replaceAll("\\.<[a-z ]+>", "");
        return ROOT + "." + SettingKeys.dashed(path);
    }

    private static String text(ConstraintViolation<?> violation) {
        return switch (violation.getConstraintDescriptor().getAnnotation()) {
            case NotNull _ -> "is missing";
            case NotBlank _,NotEmpty _ -> violation.getInvalidValue() == null ? "is missing" : "is empty";
            case Min min -> "must be at least " + min.value();
            case Max max -> "must be at most " + max.value();
            case DecimalMin min -> "must be at least " + min.value();
            case DurationMin min -> min.millis() > 0 ? "must be longer than 0" : "must not be negative";
            // One without words of its own has the key of the validator's.
            case Pattern pattern when pattern.message().startsWith("{") -> "must match " + pattern.regexp();
            default -> violation.getMessage();
        };
    }
}
