package com.twinafas.pipeline.settings;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.ResolvableType;
import org.springframework.util.unit.DataSize;

import com.twinafas.schemas.failure.FailureCode;

/** Every key that can be set, read off the records. */
public final class SettingKeys {

    /** What all keys stand under. */
    public static final String ROOT = "twinafas";

    private static final List<SettingKey> ALL = collect();
    private static final Map<SettingKey, Pattern> INSTANCES = ALL.stream()
            .collect(Collectors.toMap(key -> key, SettingKeys::instances, (a, b) -> a, LinkedHashMap::new));

    private SettingKeys() {
    }

    /** All of them, in the order of the records. */
    public static List<SettingKey> all() {
        return ALL;
    }

    /** The key that a full one, for example {@code twinafas.offices[0].code}, is an instance of. */
    static Optional<SettingKey> of(String key) {
        return INSTANCES.entrySet().stream().filter(known -> known.getValue().matcher(key).matches())
                .map(Map.Entry::getKey).findFirst();
    }

    /** Whether what stands at the full key belongs to the process. */
    static boolean isProcess(String key) {
        return of(key).map(SettingKey::process).orElse(false);
    }

    /** The name of a component as it is written in a configuration: {@code orderType} is {@code order-type}. */
    static String dashed(String component) {
        return component.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** An element of a list of plain values is an instance of the list's key. */
    private static Pattern instances(SettingKey key) {
        return Pattern.compile(Pattern.quote(ROOT + "." + key.name()).replace("[]", "\\E\\[\\d+]\\Q")
                .replace(".*", "\\E(\\.[^.\\[]+|\\[[^]]*])\\Q") + "(\\[\\d+])?");
    }

    private static List<SettingKey> collect() {
        List<SettingKey> keys = new ArrayList<>();
        components("", Settings.class, false, false, keys);
        return List.copyOf(keys);
    }

    private static void components(String prefix, Class<?> type, boolean process, boolean secret,
            List<SettingKey> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            ProcessSetting own = component.getAnnotation(ProcessSetting.class);
            component(prefix + dashed(component.getName()), component, process || own != null,
                    secret || (own != null && own.secret()), keys);
        }
    }

    private static void component(String name, RecordComponent component, boolean process, boolean secret,
            List<SettingKey> keys) {
        ResolvableType type = ResolvableType.forType(component.getGenericType());
        Class<?> raw = type.resolve(Object.class);
        String place = name;
        if (Map.class.isAssignableFrom(raw)) {
            place = name + ".*";
            raw = type.getGeneric(1).resolve(Object.class);
        } else if (Collection.class.isAssignableFrom(raw)) {
            Class<?> element = type.getGeneric(0).resolve(Object.class);
            if (element.isRecord()) {
                place = name + "[]";
                raw = element;
            }
        }
        if (raw.isRecord()) {
            components(place + ".", raw, process, secret, keys);
        } else {
            keys.add(new SettingKey(place, component.getDeclaringRecord(), component.getName(), words(raw, type),
                    standard(component), process, secret));
        }
    }

    private static String words(Class<?> raw, ResolvableType type) {
        if (Collection.class.isAssignableFrom(raw)) {
            return "list of " + words(type.getGeneric(0).resolve(Object.class), type.getGeneric(0));
        }
        if (raw == FailureCode.class) {
            return "codes, as `./twinafas dead-letters` shows them";
        }
        if (raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .map(constant -> "`" + dashed(((Enum<?>) constant)) + "`").collect(Collectors.joining(", "));
        }
        if (raw == Duration.class) {
            return "duration";
        }
        if (raw == DataSize.class) {
            return "size";
        }
        if (raw == LocalDate.class) {
            return "date";
        }
        if (raw == URI.class) {
            return "address";
        }
        if (raw == Path.class) {
            return "file";
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "`true`, `false`";
        }
        if (raw == double.class) {
            return "number";
        }
        if (raw == BigDecimal.class) {
            return "amount";
        }
        return raw == String.class ? "text" : "whole number";
    }

    static String dashed(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String standard(RecordComponent component) {
        DefaultValue value = parameter(component).getAnnotation(DefaultValue.class);
        return value != null ? String.join(", ", value.value()) : isRequired(component) ? "required" : "";
    }

    /** Of the record's constructor, which alone can have a default. */
    private static Parameter parameter(RecordComponent component) {
        Class<?> type = component.getDeclaringRecord();
        Class<?>[] types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return Arrays.stream(type.getDeclaredConstructor(types).getParameters())
                    .filter(parameter -> parameter.getName().equals(component.getName())).findFirst().orElseThrow();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every record has a constructor of its components", e);
        }
    }

    private static boolean isRequired(RecordComponent component) {
        // Constraints are no annotations of components; the accessor has them.
        Method accessor = component.getAccessor();
        return accessor.isAnnotationPresent(NotNull.class) || accessor.isAnnotationPresent(NotBlank.class)
                || accessor.isAnnotationPresent(NotEmpty.class);
    }
}
