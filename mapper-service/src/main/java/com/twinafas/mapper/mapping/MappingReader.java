package com.twinafas.mapper.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

import com.twinafas.mapper.condition.Condition;
import com.twinafas.mapper.function.MappingFunctions;
import com.twinafas.mapper.mapping.YamlText.Entry;

/**
 * Reads mappings from YAML. The default mapping stands in {@code default-mapping.yaml} beside this class; a user's
 * file says only what differs: a field or object of the same name replaces or extends the default's, and {@code null}
 * takes it away.
 */
public final class MappingReader {

    private static final String DEFAULT = "default-mapping.yaml";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");
    private static final Template EMPTY = new Template(new LinkedHashMap<>(), new LinkedHashMap<>());

    private MappingReader() {
    }

    /** The mapping that ships. */
    public static Mapping standard() {
        return new Mapping(defaults());
    }

    /**
     * The default mapping with what differs.
     *
     * @throws MappingMistakes with every mistake and its place
     */
    public static Mapping overridden(String name, String yaml) {
        return new Mapping(read(name, yaml, defaults()));
    }

    /**
     * The mapping of the settings: the default one, or with what the user's own says.
     *
     * @throws MappingMistakes with every mistake and its place
     */
    public static Mapping of(@Nullable String yaml) {
        return yaml == null ? standard() : overridden("mapping", yaml);
    }

    private static Map<Target, Template> defaults() {
        try (InputStream in = MappingReader.class.getResourceAsStream(DEFAULT)) {
            if (in == null) {
                throw new IllegalStateException(DEFAULT + " is not on the class path");
            }
            return read(DEFAULT, new String(in.readAllBytes(), StandardCharsets.UTF_8), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Target, Template> read(String source, String text, Map<Target, Template> base) {
        YamlText yaml = new YamlText(source);
        MappingFunctions functions = MappingFunctions.installed();
        Map<Target, Template> templates = new EnumMap<>(Target.class);
        templates.putAll(base);
        Node root = yaml.read(text);
        if (root != null) {
            yaml.entries(root, "a mapping").forEach((name, entry) -> Target.ofWireName(name).ifPresentOrElse(
                    target -> templates.put(target, new Reader(yaml, functions).template(entry.value(),
                            target.wireName(), Scope.of(target), templates.getOrDefault(target, EMPTY))),
                    () -> yaml.mistake(entry.key(), "'" + name + "' is no target; one of "
                            + Arrays.stream(Target.values()).map(Target::wireName).toList())));
        }
        yaml.refuseMistakes();
        return templates;
    }

    /** Reads what stands under one target. */
    private static final class Reader {

        private final YamlText yaml;
        private final OperationReader operations;

        Reader(YamlText yaml, MappingFunctions functions) {
            this.yaml = yaml;
            this.operations = new OperationReader(yaml, functions);
        }

        Template template(Node node, String place, Scope here, Template base) {
            SequencedMap<String, Entry> entries = yaml.entries(node, "a target");
            yaml.only(entries, Set.of("fields", "objects"));
            return template(entries, place, here, base);
        }

        private Template template(SequencedMap<String, Entry> entries, String place, Scope here, Template base) {
            SequencedMap<String, Template.Field> fields = new LinkedHashMap<>(base.fields());
            named(entries.get("fields")).forEach((name, entry) -> {
                if (YamlText.isNull(entry.value())) {
                    fields.remove(name);
                } else {
                    fields.put(name, new Template.Field(operations.operation(entry.value(), here),
                            yaml.rule(entry.key(), place + "/" + name), operations.clears(entry.value())));
                }
            });
            SequencedMap<String, Template.Nested> objects = new LinkedHashMap<>(base.objects());
            named(entries.get("objects")).forEach((name, entry) -> {
                if (YamlText.isNull(entry.value())) {
                    objects.remove(name);
                } else {
                    objects.put(name, nested(entry, place + "/" + name, here, objects.get(name)));
                }
            });
            return new Template(fields, objects);
        }

        private Template.Nested nested(Entry entry, String place, Scope here, Template.@Nullable Nested base) {
            SequencedMap<String, Entry> entries = yaml.entries(entry.value(), "an object");
            yaml.only(entries, Set.of("each", "when", "fields", "objects"));
            String each = base == null ? null : base.each();
            Entry said = entries.get("each");
            if (said != null) {
                each = yaml.text(said.value(), "each");
            }
            Scope inner = each == null ? here : here.part(each);
            if (inner == null) {
                yaml.mistake(said == null ? entry.key() : said.value(),
                        "there is no part '" + each + "' here; one of "
                                + here.words().parts().keySet().stream().sorted()
                                        .toList());
                inner = here;
            }
            Entry when = entries.get("when");
            Condition condition = base == null ? null : base.when();
            if (when != null) {
                condition = YamlText.isNull(when.value()) ? null : operations.condition(when.value(), inner);
            }
            return new Template.Nested(each, condition,
                    template(entries, place, inner, base == null ? EMPTY : base.template()),
                    yaml.rule(entry.key(), place));
        }

        private SequencedMap<String, Entry> named(@Nullable Entry entry) {
            if (entry == null || YamlText.isNull(entry.value())) {
                return new LinkedHashMap<>();
            }
            SequencedMap<String, Entry> entries = yaml.entries(entry.value(), "this");
            entries.values().forEach(named -> {
                ScalarNode key = named.key();
                if (!NAME.matcher(key.getValue()).matches()) {
                    yaml.mistake(key, "'" + key.getValue() + "' is no name of an AFAS field or object");
                }
            });
            return entries;
        }
    }
}
