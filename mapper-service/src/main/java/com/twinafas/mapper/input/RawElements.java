package com.twinafas.mapper.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import com.twinafas.schemas.key.RecordKind;

/**
 * What an element of a raw record can hold, as {@code raw-records.yaml} beside this class says (twinfield-api §4).
 *
 * @param meaning    what its text is; empty for an element that holds others
 * @param attributes by name, with what they are where that is said
 * @param children   by name
 */
public record RawElements(String meaning, SequencedMap<String, String> attributes,
        SequencedMap<String, RawElements> children) {

    private static final String FILE = "raw-records.yaml";
    private static final Map<RecordKind, RawElements> RECORDS = read();

    public RawElements {
        attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
        children = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(children));
    }

    /** What stands in a customer, article, sales invoice or transaction. */
    public static RawElements of(RecordKind kind) {
        RawElements found = RECORDS.get(kind);
        if (found == null) {
            throw new IllegalArgumentException(kind + " is not mapped");
        }
        return found;
    }

    /** The descendant at a path such as {@code lines/line}; itself for an empty one. */
    public RawElements at(String path) {
        RawElements here = this;
        for (String step : path.isEmpty() ? List.<String>of() : List.of(path.split("/", -1))) {
            RawElements child = here.children.get(step);
            if (child == null) {
                throw new IllegalArgumentException("There is no " + step + " in " + here.children.keySet());
            }
            here = child;
        }
        return here;
    }

    /** Why there can be no text at the path from here; empty when there can. */
    public Optional<String> objection(RawPath path) {
        RawElements here = this;
        String place = "here";
        for (String step : path.steps()) {
            RawElements child = here.children.get(step);
            if (child == null) {
                return Optional.of(none(step, place, here.children.sequencedKeySet()));
            }
            here = child;
            place = "in " + step;
        }
        String attribute = path.attribute();
        if (attribute == null) {
            return here.children.isEmpty()
                    ? Optional.empty()
                    : Optional.of("there is no text " + place + ", only " + here.children.keySet());
        }
        return here.attributes.containsKey(attribute)
                ? Optional.empty()
                : Optional.of(none("@" + attribute, place, here.attributes.sequencedKeySet()));
    }

    /** Every path to a text from here, with what it is. */
    public SequencedMap<String, String> paths() {
        SequencedMap<String, String> paths = new LinkedHashMap<>();
        collect("", paths);
        return paths;
    }

    private void collect(String place, SequencedMap<String, String> paths) {
        if (children.isEmpty() && !place.isEmpty()) {
            paths.put(place, meaning);
        }
        attributes.forEach((name, meaning) -> paths.put(place + "@" + name, meaning));
        children.forEach((name, child) -> child.collect(place.isEmpty() ? name : place + "/" + name, paths));
    }

    private static String none(String name, String place, SequencedSet<String> instead) {
        return "Twinfield's record has no " + name + " " + place
                + (instead.isEmpty() ? "" : "; it has " + String.join(", ", instead));
    }

    private static Map<RecordKind, RawElements> read() {
        try (InputStream in = RawElements.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            Map<RecordKind, RawElements> records = new EnumMap<>(RecordKind.class);
            Map<?, ?> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            all.forEach((kind, content) -> records.put(
                    RecordKind.ofWireName(String.valueOf(kind)), element(List.of(), content)));
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param content children by name with their attributes, or what the text is */
    private static RawElements element(List<String> attributeNames, @Nullable Object content) {
        SequencedMap<String, String> attributes = new LinkedHashMap<>();
        attributeNames.forEach(name -> attributes.put(name.substring(1), ""));
        SequencedMap<String, RawElements> children = new LinkedHashMap<>();
        if (!(content instanceof Map<?, ?> map)) {
            return new RawElements(String.valueOf(content), attributes, children);
        }
        map.forEach((key, value) -> {
            List<String> names = new ArrayList<>(List.of(String.valueOf(key).split(" ", -1)));
            String name = names.removeFirst();
            if (name.startsWith("@")) {
                attributes.put(name.substring(1), String.valueOf(value));
            } else {
                children.put(name, element(names, value));
            }
        });
        return new RawElements("", attributes, children);
    }
}
