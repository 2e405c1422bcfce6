package com.twinafas.pipeline.settings;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.settings.EffectiveValue.Origin;

/** Goes through settings and says of every value where it comes from. */
final class EffectiveValues {

    private static final String OFFICES = SettingKeys.ROOT + ".offices[";

    private final Said said;
    private final Map<String, String> inherited;
    private final List<EffectiveValue> values = new ArrayList<>();

    private EffectiveValues(Said said) {
        this.said = said;
        this.inherited = said.inherited();
    }

    /** @param settings that are made of what is said */
    static List<EffectiveValue> of(Said said, Settings settings) {
        EffectiveValues found = new EffectiveValues(said);
        found.components(SettingKeys.ROOT, settings, null);
        return List.copyOf(found.values);
    }

    private void components(String key, Record holder, @Nullable String office) {
        String code = holder instanceof OfficeSettings settings ? settings.code() : office;
        for (RecordComponent component : holder.getClass().getRecordComponents()) {
            String name = key + "." + SettingKeys.dashed(component.getName());
            if (!name.equals(Said.OFFICE_DEFAULTS)) {
                value(name, read(component, holder), code);
            }
        }
    }

    private void value(String key, @Nullable Object value, @Nullable String office) {
        switch (value) {
            case Record nested -> components(key, nested, office);
            case List<?> rows when rows.stream().anyMatch(Record.class::isInstance) -> {
                for (int i = 0; i < rows.size(); i++) {
                    value(key + "[" + i + "]", rows.get(i), office);
                }
            }
            case Map<?, ?> table when !table.isEmpty() ->
                table.forEach((name, entry) -> value(below(key, name.toString()), entry, office));
            case null, default -> leaf(key, value, office);
        }
    }

    private void leaf(String key, @Nullable Object value, @Nullable String office) {
        boolean secret = SettingKeys.of(key).map(SettingKey::secret).orElse(false);
        String from = said.values().keySet().stream().filter(own -> isAt(own, key)).findFirst().map(own -> key)
                .orElse(null);
        if (from != null) {
            values.add(new EffectiveValue(key, secret ? null : text(value),
                    key.startsWith(OFFICES) ? Origin.OFFICE : Origin.TENANT, from, office));
            return;
        }
        String shared = inherited.entrySet().stream().filter(entry -> isAt(entry.getKey(), key)).findFirst()
                .map(entry -> entry.getValue().replaceFirst("\\[\\d+]$", "")).orElse(null);
        values.add(new EffectiveValue(key, secret ? null : text(value), shared == null
                ? Origin.DEFAULT
                : Origin.TENANT, shared, office));
    }

    /** Whether the key is the other one, or an element of the list there. */
    private static boolean isAt(String key, String list) {
        return key.equals(list) || (key.startsWith(list + "[") && key.substring(list.length()).matches("\\[\\d+]"));
    }

    private static String below(String key, String name) {
        return name.matches("[A-Za-z0-9-]+") ? key + "." + name : key + "[" + name + "]";
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Enum<?> constant -> SettingKeys.dashed(constant);
            case Duration duration -> brief(duration);
            case Collection<?> several -> several.stream().map(EffectiveValues::text)
                    .collect(Collectors.joining(", "));
            case Map<?, ?> none -> "";
            default -> value.toString();
        };
    }

    private static String brief(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.toSeconds();
        if (seconds % 3600 == 0 && seconds > 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static @Nullable Object read(RecordComponent component, Record holder) {
        try {
            return component.getAccessor().invoke(holder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A setting cannot be read", e);
        }
    }
}
