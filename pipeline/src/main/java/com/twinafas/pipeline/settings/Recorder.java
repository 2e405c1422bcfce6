package com.twinafas.pipeline.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Writes down every value that a binding uses, under the key as the records have it; what cannot be read too. */
final class Recorder extends CollectingHandler {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]+");

    private final PlaceholdersResolver placeholders;
    private final SequencedMap<String, Object> values = new LinkedHashMap<>();
    private final Set<ConfigurationPropertyName> maps = new HashSet<>();

    Recorder(PlaceholdersResolver placeholders) {
        this.placeholders = placeholders;
    }

    Said said() {
        return new Said(values);
    }

    @Override
    public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
        if (Map.class.isAssignableFrom(target.getType().resolve(Object.class))) {
            maps.add(name);
        }
        return target;
    }

    @Override
    public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
        record(name, context, result);
        return result;
    }

    @Override
    public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
            Exception error) {
        record(name, context, null);
        return super.onFailure(name, target, context, error);
    }

    private void record(ConfigurationPropertyName name, BindContext context, @Nullable Object result) {
        ConfigurationProperty property = context.getConfigurationProperty();
        if (property == null || !property.getName().equals(name) || property.getValue() == null) {
            return;
        }
        String key = key(name);
        Object value = placeholders.resolvePlaceholders(property.getValue());
        switch (result) {
            case Collection<?> _ -> elements(value == null ? "" : value)
                    .forEach((index, element) -> values.put(key + index, element));
            case Boolean flag -> values.put(key, flag);
            case Number number -> values.put(key, number);
            // A flag is a way to write some of them.
            case Enum<?> constant -> values.put(key, SettingKeys.dashed(constant));
            case null, default -> values.put(key, String.valueOf(value));
        }
    }

    /** The parts of a list that is written as one value; of an empty one only that it is. */
    private static Map<String, Object> elements(Object value) {
        List<?> parts = value instanceof Collection<?> several
                ? List.copyOf(several)
                : Arrays.stream(value.toString().split(",")).map(String::strip).toList();
        if (parts.isEmpty() || value.toString().isBlank()) {
            return Map.of("", "");
        }
        Map<String, Object> elements = new LinkedHashMap<>();
        for (Object part : parts) {
            elements.put("[" + elements.size() + "]", part.toString());
        }
        return elements;
    }

    private String key(ConfigurationPropertyName name) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            String element = name.getElement(i, Form.ORIGINAL);
            boolean entry = maps.contains(name.chop(i));
            if ((name.isNumericIndex(i) && !entry) || !PLAIN.matcher(element).matches()) {
                key.append('[').append(element).append(']');
            } else {
                key.append(i == 0 ? "" : ".").append(element);
            }
        }
        return key.toString();
    }
}
