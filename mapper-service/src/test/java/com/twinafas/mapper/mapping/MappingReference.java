package com.twinafas.mapper.mapping;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.twinafas.mapper.input.RawElements;
import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.key.RecordKind;

/** The reference of everything a mapping can name, made of what mappings are checked by. */
final class MappingReference {

    private final StringBuilder text = new StringBuilder();

    private MappingReference() {
        text.append("""
                # What a mapping can name

                Made from the program by a test; see [mappings](mapping.md) for how it is used.

                ## Settings

                """);
        text.append(code(new TreeSet<>(Vocabulary.SETTINGS))).append("\n");
        Map<RecordKind, Set<String>> targets = new TreeMap<>();
        for (Target target : Target.values()) {
            text.append("\n## ").append(target.wireName()).append("\n\nFills `").append(target.connector())
                    .append("` from Twinfield's [").append(target.source().wireName()).append("](#raw-")
                    .append(target.source().wireName()).append(").\n\n");
            vocabulary("", Vocabulary.of(target));
            targets.computeIfAbsent(target.source(), _ -> new TreeSet<>()).add(target.wireName());
        }
        targets.keySet().forEach(this::raw);
    }

    static String text() {
        return new MappingReference().text.toString();
    }

    private void vocabulary(String part, Vocabulary words) {
        Map<ValueType, Set<String>> byType = new EnumMap<>(ValueType.class);
        words.facts().forEach((name, type) -> byType.computeIfAbsent(type, _ -> new TreeSet<>()).add(name));
        text.append(part.isEmpty()
                ? "Facts"
                : "Part `" + part + "`"
                        + (words.raw().isEmpty() ? "" : " (`" + words.raw() + "`)"))
                .append(": ");
        text.append(byType.entrySet().stream().map(type -> type.getKey().label() + " " + code(type.getValue()))
                .collect(Collectors.joining("; "))).append(".\n");
        new TreeMap<>(words.parts()).forEach((name, inner) -> {
            text.append("\n");
            vocabulary(part.isEmpty() ? name : part + "` / `" + name, inner);
        });
    }

    private void raw(RecordKind kind) {
        text.append("\n## Raw ").append(kind.wireName()).append("\n\n| path | what it is |\n|---|---|\n");
        RawElements.of(kind).paths().forEach((path, meaning) -> text.append("| `").append(path).append("` | ")
                .append(meaning).append(" |\n"));
    }

    private static String code(Set<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
