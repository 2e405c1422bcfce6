package com.twinafas.mapper.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import com.twinafas.mapper.input.RawElements;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Target;
import com.twinafas.mapper.mapping.Vocabulary;
import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.key.RecordKind;

/**
 * A mapping a user might write: fields and objects taken away, replaced and added at random, by operations and conditions
 * of every kind. Knows by itself, without the reader's help, which places the default mapping and it fill together.
 */
final class GeneratedMapping {

    private static final Map<Target, RecordKind> SOURCES = Map.of(Target.ORGANISATION_DEBTOR, RecordKind.CUSTOMER,
            Target.PERSON_DEBTOR, RecordKind.CUSTOMER, Target.ITEM, RecordKind.ARTICLE, Target.ORDER,
            RecordKind.SALES_INVOICE, Target.DIRECT_INVOICE, RecordKind.SALES_INVOICE, Target.ENTRY,
            RecordKind.TRANSACTION);
    private static final List<String> SETTINGS = Vocabulary.SETTINGS.stream().sorted().toList();
    private static final Map<String, Object> DEFAULT = defaultMapping();

    private final RandomGenerator random;
    private final StringBuilder yaml = new StringBuilder();
    private final Map<Target, Set<String>> places = new LinkedHashMap<>();

    GeneratedMapping(long seed) {
        random = new SplittableRandom(seed);
        for (Target target : Target.values()) {
            Set<String> filled = new TreeSet<>();
            places.put(target, filled);
            Object base = DEFAULT.get(target.wireName());
            if (chance(80)) {
                line(0, target.wireName() + ":");
                element(1, "", new Here(Vocabulary.of(target), RawElements.of(source(target)), null), base, filled);
            } else {
                asItIs("", base, filled);
            }
        }
    }

    /** As a user would write it. */
    String text() {
        return yaml.toString();
    }

    /** Every place that may be filled, for example {@code FbSalesLines/Ds}. */
    Set<String> places(Target target) {
        return Objects.requireNonNull(places.get(target));
    }

    /** What can be read at a place of the mapping. */
    private record Here(Vocabulary words, RawElements raw, @Nullable Here record) {

        Here part(String name) {
            Vocabulary part = Objects.requireNonNull(words.part(name));
            return new Here(part, raw.at(part.raw()), record == null ? this : record);
        }
    }

    private void element(int depth, String place, Here here, @Nullable Object base, Set<String> filled) {
        Map<String, Object> fields = map(base, "fields");
        line(depth, "fields:");
        fields.keySet().forEach(name -> {
            if (chance(15)) {
                line(depth + 1, name + ": null");
                return;
            }
            if (chance(15)) {
                line(depth + 1, name + ": " + value(here, 0));
            }
            filled.add(place + name);
        });
        for (int i = random.nextInt(4); i >= 0; i--) {
            String name = chance(20) ? "U" + "0123456789ABCDEF".repeat(2).substring(1) + i : "Zz" + i;
            line(depth + 1, name + ": " + value(here, 0));
            filled.add(place + name);
        }
        line(depth, "objects:");
        Map<String, Object> objects = map(base, "objects");
        objects.forEach((name, object) -> {
            if (chance(10)) {
                line(depth + 1, name + ": null");
            } else if (chance(40)) {
                line(depth + 1, name + ":");
                Object each = map(object).get("each");
                Here inner = each == null ? here : here.part(each.toString());
                if (chance(20)) {
                    line(depth + 2, "when: \"" + condition(inner, 0) + "\"");
                }
                element(depth + 2, place + name + "/", inner, object, filled);
            } else {
                asItIs(place + name + "/", object, filled);
            }
        });
        if (depth < 6 && chance(30)) {
            line(depth + 1, "ZzObject:");
            List<String> parts = here.words().parts().keySet().stream().sorted().toList();
            Here inner = here;
            if (!parts.isEmpty() && chance(70)) {
                String each = pick(parts);
                inner = here.part(each);
                line(depth + 2, "each: " + each);
            }
            element(depth + 2, place + "ZzObject/", inner, null, filled);
        } else if (objects.isEmpty()) {
            line(depth + 1, "ZzNothing: null");
        }
    }

    private static void asItIs(String place, @Nullable Object element, Set<String> filled) {
        map(element, "fields").keySet().forEach(name -> filled.add(place + name));
        map(element, "objects").forEach((name, object) -> asItIs(place + name + "/", object, filled));
    }

    private String value(Here here, int depth) {
        List<Supplier<String>> ways = new ArrayList<>(List.of(() -> read(here), () -> read(here), () -> read(here),
                () -> pick(List.of("x", "\"007\"", "true", "{constant: \"1\"}", "\"\""))));
        if (depth < 4) {
            ways.addAll(List.of(
                    () -> "{table: " + value(here, depth + 1) + ", rows: {NL: a, \"1\": b, VH: \"2\"}, default: "
                            + value(here, depth + 1) + "}",
                    () -> "{concat: [" + value(here, depth + 1) + ", " + value(here, depth + 1)
                            + "], separator: \" - \"}",
                    () -> "{split: " + value(here, depth + 1) + ", by: \" \", part: " + pick(List.of("1", "2", "-1"))
                            + "}",
                    () -> "{first: [" + value(here, depth + 1) + ", " + value(here, depth + 1) + "]}",
                    () -> "{if: \"" + condition(here, 0) + "\", then: " + value(here, depth + 1)
                            + (chance(50) ? "" : ", else: " + value(here, depth + 1)) + "}",
                    () -> "{upper: " + value(here, depth + 1) + ", max: " + random.nextInt(1, 60) + "}",
                    () -> "{lower: " + value(here, depth + 1) + "}",
                    () -> "{round: {number: {first: [" + fact(here, ValueType.NUMBER) + ", \"12.345\"]}}, decimals: 1}",
                    () -> "{date: {first: [" + fact(here, ValueType.DATE) + ", \"20260131\"]}}",
                    () -> "{flag: {first: [" + fact(here, ValueType.FLAG) + ", \"no\"]}}",
                    () -> "{call: check-digit, arguments: [{first: [" + fact(here, ValueType.NUMBER)
                            + ", \"1\"]}, x]}"));
        }
        return pick(ways).get();
    }

    private String read(Here here) {
        return switch (random.nextInt(4)) {
            case 0 -> "{path: \"" + path(here) + "\"}";
            case 1 -> "{setting: " + pick(SETTINGS) + "}";
            default -> fact(here, pick(List.of(ValueType.values())));
        };
    }

    private String path(Here here) {
        Here record = here.record();
        boolean fromRecord = record != null && chance(30);
        RawElements raw = fromRecord && record != null ? record.raw() : here.raw();
        return (fromRecord ? "/" : "") + pick(List.copyOf(raw.paths().keySet()));
    }

    /** A fact of the type, of the part or its record; a constant where neither has one. */
    private String fact(Here here, ValueType type) {
        List<String> names = new ArrayList<>(names(here, type));
        Here record = here.record();
        if (record != null) {
            names(record, type).forEach(name -> names.add("/" + name));
        }
        return names.isEmpty() ? "\"1\"" : "{fact: " + pick(names) + "}";
    }

    private static List<String> names(Here here, ValueType type) {
        return here.words().facts().entrySet().stream().filter(fact -> fact.getValue() == type).map(Map.Entry::getKey)
                .sorted().toList();
    }

    private String condition(Here here, int depth) {
        if (depth < 2 && chance(40)) {
            String both = condition(here, depth + 1) + pick(List.of(" && ", " || ")) + condition(here, depth + 1);
            return chance(30) ? "!(" + both + ")" : "(" + both + ")";
        }
        ValueType type = pick(List.of(ValueType.values()));
        List<String> names = names(here, type);
        if (names.isEmpty() || chance(20)) {
            return "raw('" + path(here) + "') " + pick(List.of("== ''", "!= 'VH'", "in ['a', 'final']"));
        }
        String name = pick(names).replace('-', '_');
        return switch (type) {
            case TEXT -> name + pick(List.of(" == ''", " != 'NL'", ".startsWith('1')", ".matches('^[A-Z]{2}$')",
                    ".contains('a')", " in ['NL', 'BE']"));
            case NUMBER -> name + pick(List.of(" > 10", " == 0", " <= 21.5", " in [0, 1]"));
            case FLAG -> pick(List.of("", "!")) + name;
            case DATE -> name + pick(List.of(" < '2026-07-01'", " == ''"));
        };
    }

    private static RecordKind source(Target target) {
        return Objects.requireNonNull(SOURCES.get(target));
    }

    private void line(int depth, String text) {
        yaml.append("  ".repeat(depth)).append(text).append('\n');
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static Map<String, Object> defaultMapping() {
        return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(
                Objects.requireNonNull(MappingReader.class.getResourceAsStream("default-mapping.yaml"))));
    }

    private static Map<String, Object> map(@Nullable Object element, String key) {
        return element == null ? Map.of() : map(map(element).get(key));
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> from) {
            from.forEach((key, content) -> map.put(key.toString(), content));
        }
        return map;
    }
}
