package com.twinafas.pipeline.settings;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

import com.twinafas.pipeline.settings.InvalidSettings.Mistake;

/**
 * Settings as YAML text. Read, every value is the text that stands there, so that codes keep their leading zeros
 * whether they are quoted or not.
 */
final class SettingsYaml {

    /** In characters; the user's mapping is in it. */
    private static final int LARGEST = 2_000_000;
    /** More than any tenant has; anchors that repeat each other make millions of a short text. */
    private static final int MOST_VALUES = 50_000;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9.-]+|\\[.*]");
    private static final Pattern ELEMENT = Pattern.compile("(?:^|\\.)([^.\\[]+)|\\[([^]]*)]");

    private final SequencedMap<String, Object> values = new LinkedHashMap<>();

    private SettingsYaml() {
    }

    /**
     * The values by full key.
     *
     * @throws InvalidSettings when the text is not YAML, or more than settings can be
     */
    static SequencedMap<String, Object> read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(LARGEST);
        DumperOptions dumping = new DumperOptions();
        SettingsYaml read = new SettingsYaml();
        try {
            Node root = new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options)
                    .compose(new StringReader(text));
            if (root != null) {
                read.add("", root);
            }
        } catch (MarkedYAMLException e) {
            throw mistake(e.getProblemMark(), "this is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw mistake(null, "this is not YAML, or too large");
        }
        return read.values;
    }

    private void add(String key, Node node) {
        switch (node) {
            case MappingNode map -> {
                for (NodeTuple entry : map.getValue()) {
                    if (!(entry.getKeyNode() instanceof ScalarNode name)) {
                        throw mistake(entry.getKeyNode().getStartMark(), "a key is a text");
                    }
                    add(below(key, name.getValue()), entry.getValueNode());
                }
            }
            case SequenceNode list -> {
                if (list.getValue().isEmpty()) {
                    put(key, "", node);
                }
                for (int i = 0; i < list.getValue().size(); i++) {
                    add(key + "[" + i + "]", list.getValue().get(i));
                }
            }
            case ScalarNode scalar -> put(key, scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue(), node);
            default -> throw mistake(node.getStartMark(), "this is not known here");
        }
    }

    private void put(String key, String value, Node node) {
        if (key.isEmpty()) {
            throw mistake(node.getStartMark(), "settings are a map");
        }
        if (values.put(key, value) != null) {
            throw mistake(node.getStartMark(), key + " stands here twice");
        }
        if (values.size() > MOST_VALUES) {
            throw mistake(node.getStartMark(), "these are more than " + MOST_VALUES + " values");
        }
    }

    private static String below(String key, String name) {
        if (!PLAIN.matcher(name).matches()) {
            return key + "[" + name + "]";
        }
        return key.isEmpty() || name.startsWith("[") ? key + name : key + "." + name;
    }

    private static InvalidSettings mistake(@Nullable Mark mark, String text) {
        String place = mark == null
                ? "document"
                : "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
        return new InvalidSettings(List.of(new Mistake(place, text)));
    }

    /** The values as a text that reads as the same values. */
    static String write(Map<String, Object> values) {
        Map<String, Object> root = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            List<String> elements = new ArrayList<>();
            Matcher matcher = ELEMENT.matcher(key);
            while (matcher.find()) {
                elements.add(matcher.group(1) == null ? "[" + matcher.group(2) + "]" : matcher.group(1));
            }
            put(root, elements, value);
        });
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setSplitLines(false);
        return new Yaml(options).dump(nested(root));
    }

    @SuppressWarnings("unchecked") // what was put there above
    private static void put(Map<String, Object> root, List<String> elements, Object value) {
        Map<String, Object> here = root;
        for (String element : elements.subList(0, elements.size() - 1)) {
            here = (Map<String, Object>) here.computeIfAbsent(element, key -> new LinkedHashMap<>());
        }
        here.put(elements.getLast(), value);
    }

    /** Maps whose keys are all indexes are lists. */
    private static Object nested(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if (map.keySet().stream().allMatch(key -> key.toString().matches("\\[\\d+]"))) {
            return map.values().stream().map(SettingsYaml::nested).toList();
        }
        Map<String, Object> nested = new LinkedHashMap<>();
        map.forEach((key, inner) -> nested.put(key.toString(), nested(inner)));
        return nested;
    }
}
