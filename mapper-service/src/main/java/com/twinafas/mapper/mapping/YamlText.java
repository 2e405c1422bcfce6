package com.twinafas.mapper.mapping;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
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

/** A YAML text as nodes that know their line and column, and the mistakes found in it. Builds no objects. */
final class YamlText {

    private static final int SIZE_LIMIT = 1_000_000;

    private final String source;
    private final List<MappingMistakes.Mistake> mistakes = new ArrayList<>();

    YamlText(String source) {
        this.source = source;
    }

    /** The root of the text; null when it is empty or not YAML. */
    @Nullable
    Node read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(SIZE_LIMIT);
        DumperOptions dumping = new DumperOptions();
        try {
            return new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options)
                    .compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            mistake(e.getProblemMark(), e.getProblem());
        } catch (YAMLException e) {
            mistake((Mark) null, e.getMessage());
        }
        return null;
    }

    /** The entries of a map; empty, and a mistake, when it is not one. */
    SequencedMap<String, Entry> entries(Node node, String what) {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode map)) {
            mistake(node, what + " is a map");
            return entries;
        }
        for (NodeTuple tuple : map.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                mistake(tuple.getKeyNode(), "a key is a text");
            } else if (entries.put(key.getValue(), new Entry(key, tuple.getValueNode())) != null) {
                mistake(key, "'" + key.getValue() + "' stands here twice");
            }
        }
        return entries;
    }

    /** Each entry whose key is not one of the names is a mistake. */
    void only(SequencedMap<String, Entry> entries, Set<String> names) {
        entries.forEach((name, entry) -> {
            if (!names.contains(name)) {
                mistake(entry.key(), "'" + name + "' is not known here; one of " + names.stream().sorted().toList());
            }
        });
    }

    /** The items of a list; empty, and a mistake, when it is not one. */
    List<Node> items(Node node, String what) {
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        mistake(node, what + " is a list");
        return List.of();
    }

    /** A text as it is written; empty, and a mistake, when it is something else. */
    String text(Node node, String what) {
        if (node instanceof ScalarNode scalar && !isNull(node)) {
            return scalar.getValue();
        }
        mistake(node, what + " is a text");
        return "";
    }

    /** A whole number; the fallback, and a mistake, when it is something else. */
    int number(Node node, String what, int fallback) {
        try {
            return Integer.parseInt(node instanceof ScalarNode scalar ? scalar.getValue() : "");
        } catch (NumberFormatException e) {
            mistake(node, what + " is a whole number");
            return fallback;
        }
    }

    /** A whole number above zero; 1, and a mistake, when it is something else. */
    int positive(Node node, String what) {
        int number = number(node, what, 1);
        if (number < 1) {
            mistake(node, what + " is at least 1");
        }
        return Math.max(1, number);
    }

    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    static boolean isFlag(Node node) {
        return node instanceof ScalarNode scalar && scalar.isPlain()
                && (scalar.getValue().equals("true") || scalar.getValue().equals("false"));
    }

    Rule rule(Node node, String field) {
        return new Rule(field, source, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
    }

    void mistake(Node node, String message) {
        mistake(node.getStartMark(), message);
    }

    /** A mistake inside a text, at a line and column of it, from 1; a text of several lines is told by its start. */
    void mistake(ScalarNode node, int line, int column, String message) {
        Mark start = node.getStartMark();
        boolean single = line == 1 && node.getEndMark().getLine() == start.getLine();
        int quote = node.isPlain() ? 0 : 1;
        mistakes.add(new MappingMistakes.Mistake(source, start.getLine() + 1,
                start.getColumn() + (single ? quote + column : 1), message));
    }

    private void mistake(@Nullable Mark mark, @Nullable String message) {
        mistakes.add(new MappingMistakes.Mistake(source, mark == null ? 1 : mark.getLine() + 1,
                mark == null ? 1 : mark.getColumn() + 1, message == null ? "this is not YAML" : message));
    }

    /** @throws MappingMistakes when there are any */
    void refuseMistakes() {
        if (!mistakes.isEmpty()) {
            mistakes.sort(Comparator.comparingInt(MappingMistakes.Mistake::line)
                    .thenComparingInt(MappingMistakes.Mistake::column));
            throw new MappingMistakes(mistakes);
        }
    }

    /** A key with its value. */
    record Entry(ScalarNode key, Node value) {
    }
}
