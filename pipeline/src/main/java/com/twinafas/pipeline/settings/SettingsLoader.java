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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import com.twinafas.pipeline.settings.InvalidSettings.Mistake;

/** Reads the settings from a configuration and refuses a wrong one with all of its mistakes. */
public final class SettingsLoader {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("twinafas");
    private static final Bindable<Settings> SETTINGS = Bindable.of(Settings.class);

    private SettingsLoader() {
    }

    /**
     * The settings under {@code twinafas}.
     *
     * @throws InvalidSettings when anything is missing, cannot be read, contradicts something or is not known
     */
    public static Settings load(ConfigurableEnvironment environment) {
        ConfigurationPropertySources.attach(environment);
        Binder binder = Binder.get(environment);
        CollectingHandler unreadable = new CollectingHandler();
        @Nullable
        Settings settings = binder.bindOrCreate(ROOT, SETTINGS, unreadable);
        List<Mistake> mistakes = new ArrayList<>(unreadable.mistakes());
        Stream.concat(unknownKeys(binder), settings == null ? Stream.empty() : violations(settings))
                .filter(mistake -> !unreadable.explains(mistake)).forEach(mistakes::add);
        // What contradicts what can only be said of settings that are all there.
        if (settings != null && mistakes.isEmpty()) {
            mistakes.addAll(Contradictions.in(settings));
        }
        if (settings == null || !mistakes.isEmpty()) {
            throw new InvalidSettings(mistakes);
        }
        return settings;
    }

    /** The settings of a map of full keys, for example {@code twinafas.tenant}. */
    public static Settings load(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("settings", properties));
        return load(environment);
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
        return ROOT + "." + path.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String text(ConstraintViolation<?> violation) {
        return switch (violation.getConstraintDescriptor().getAnnotation()) {
            case NotNull _ -> "is missing";
            case NotBlank _,NotEmpty _ -> violation.getInvalidValue() == null ? "is missing" : "is empty";
            case Min min -> "must be at least " + min.value();
            case Max max -> "must be at most " + max.value();
            case DecimalMin min -> "must be at least " + min.value();
            case DurationMin min -> min.millis() > 0 ? "must be longer than 0" : "must not be negative";
            case Pattern pattern -> "must match " + pattern.regexp();
            default -> violation.getMessage();
        };
    }
}
