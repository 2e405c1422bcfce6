package com.twinafas.mapper.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

import com.twinafas.mapper.function.MappingFunctions;

/**
 * Reads mappings from YAML. The default mapping stands in {@code default-mapping.yaml} beside this class; a user's
 * file says only what differs: a field or object of the same name replaces or extends the default's, and {@code null}
 * takes it away.
 */
public final class MappingReader {

    private static final String DEFAULT = "default-mapping.yaml";

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
                    target -> templates.put(target,
                            new TemplateReader(yaml, functions).target(entry, target, templates.get(target))),
                    () -> yaml.mistake(entry.key(), "'" + name + "' is no target; one of "
                            + Arrays.stream(Target.values()).map(Target::wireName).toList())));
        }
        yaml.refuseMistakes();
        return templates;
    }
}
