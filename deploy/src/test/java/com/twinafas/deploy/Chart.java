package com.twinafas.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** The chart, rendered as {@code helm} does it. */
final class Chart {

    static final Path FOLDER = Path.of("helm/twinafas");
    static final String NAMESPACE = "tenants";

    private static final String KUBERNETES = "1.33.0";

    private static final Path EXAMPLES = Path.of("helm/examples");

    private Chart() {
    }

    /** Names of the examples, which are values files of releases called after their tenant. */
    static Stream<String> examples() {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", "")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path example(String name) {
        return EXAMPLES.resolve(name + ".yaml");
    }

    /**
     * The manifests of a values file.
     *
     * @param more values over it, in YAML
     * @throws IllegalStateException with what helm says when it refuses them
     */
    static String render(Path values, String more) {
        Map<String, Object> over = Map.of();
        if (!more.isEmpty()) {
            over = new Yaml().load(more);
        }
        Path file = write(merged(load(values), over));
        try {
            String tenant = String.valueOf(load(values).get("tenant"));
            TemplateCommand command = new Helm(FOLDER).template().withName(tenant).withNamespace(NAMESPACE)
                    .withKubeVersion(KUBERNETES)
                    .withValuesFile(file);
            return command.call();
        } finally {
            delete(file);
        }
    }

    static List<Map<String, Object>> manifests(String example, String more) {
        return manifests(render(example(example), more));
    }

    static List<Map<String, Object>> manifests(Path values) {
        return manifests(render(values, ""));
    }

    private static List<Map<String, Object>> manifests(String rendered) {
        return StreamSupport.stream(new Yaml().loadAll(rendered).spliterator(), false).filter(Objects::nonNull)
                .map(Chart::map).toList();
    }

    static List<Map<String, Object>> ofKind(List<Map<String, Object>> manifests, String kind) {
        return manifests.stream().filter(manifest -> kind.equals(manifest.get("kind"))).toList();
    }

    /** What helm's strict linter says of the chart with the values of a file as its defaults: it takes no file of them. */
    static LintResult lint(Path values, Path workFolder) throws IOException {
        Path copy = workFolder.resolve("twinafas");
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(FOLDER.relativize(file).toString()));
            }
        }
        Path defaults = copy.resolve("values.yaml");
        Files.writeString(defaults, text(merged(load(defaults), load(values))));
        return new Helm(copy).lint().strict().call();
    }

    /** A part of a manifest, by the names that lead to it. */
    static Object at(Object from, Object... names) {
        Object found = from;
        for (Object name : names) {
            found = name instanceof Integer index
                    ? ((List<?>) found).get(index)
                    : Objects.requireNonNull(map(found).get(name), () -> name + " in " + from);
        }
        return found;
    }

    @SuppressWarnings("unchecked") // YAML's objects have texts for names
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** With every text in quotes: helm's YAML takes a bare Y for true. */
    static String text(Map<String, Object> values) {
        try {
            return new ObjectMapper().writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> load(Path file) {
        try {
            return new Yaml().load(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Map<String, Object> values) {
        try {
            return Files.writeString(Files.createTempFile("values", ".yaml"), text(values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> merged(Map<String, Object> base, Map<String, Object> over) {
        Map<String, Object> merged = new LinkedHashMap<>(base);
        over.forEach((key, value) -> merged.merge(key, value, (old, now) -> old instanceof Map && now instanceof Map
                ? merged(map(old), map(now))
                : now));
        return merged;
    }
}
