package com.twinafas.pipeline.settings;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

import com.twinafas.pipeline.settings.InvalidSettings.Mistake;

/** Notes a value that cannot be converted and lets binding go on, so that the next mistake is found too. */
class CollectingHandler extends AbstractBindHandler {

    private final SequencedMap<ConfigurationPropertyName, String> unreadable = new LinkedHashMap<>();

    List<Mistake> mistakes() {
        return unreadable.entrySet().stream().map(entry -> new Mistake(entry.getKey().toString(), entry.getValue()))
                .toList();
    }

    /** Whether the other mistake only says once more what one of ours says. */
    boolean explains(Mistake other) {
        return unreadable.keySet().stream().map(ConfigurationPropertyName::toString)
                .anyMatch(key -> other.key().equals(key) || other.key().startsWith(key + "."));
    }

    @Override
    public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
            Exception error) {
        Class<?> type = target.getType().resolve(Object.class);
        // What fails because something in it failed is not a mistake of its own.
        if (unreadable.keySet().stream().noneMatch(name::isAncestorOf)) {
            unreadable.put(name, expected(Collection.class.isAssignableFrom(type)
                    ? target.getType().getGeneric(0).resolve(Object.class)
                    : type));
        }
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    /** Says what is wanted, and not what is there: it can be a secret under the wrong key. */
    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "must be one of " + Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long", "short", "Short" -> "must be a whole number";
            case "BigDecimal" -> "must be an amount such as 0.02";
            case "boolean", "Boolean" -> "must be true or false";
            case "Duration" -> "must be a duration such as 30s, 10m or 1h";
            case "DataSize" -> "must be a size such as 64MB";
            case "URI" -> "must be an address such as https://example.com";
            default -> "cannot be read as " + type.getSimpleName();
        };
    }
}
