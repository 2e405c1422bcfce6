package com.twinafas.mapper.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

import com.twinafas.mapper.mapping.YamlText.Entry;
import com.twinafas.schemas.update.FieldValue;

/** Reads operations and conditions; names that the vocabulary does not have are mistakes. */
final class OperationReader {

    private static final Operation NOTHING = new Operation.First(List.of());
    private static final Condition NEVER = new Condition.Present(NOTHING);
    private static final int DEPTH_LIMIT = 30;

    /** Each operation by the key that names it, with the other keys it takes. */
    private static final Map<String, Set<String>> OPERATIONS = Map.ofEntries(Map.entry("path", Set.of()),
            Map.entry("fact", Set.of()), Map.entry("setting", Set.of()), Map.entry("constant", Set.of()),
            Map.entry("table", Set.of("rows", "default")), Map.entry("concat", Set.of("separator")),
            Map.entry("split", Set.of("by", "part")), Map.entry("date", Set.of()), Map.entry("number", Set.of()),
            Map.entry("flag", Set.of()), Map.entry("round", Set.of("decimals")), Map.entry("first", Set.of()),
            Map.entry("if", Set.of("then", "else")), Map.entry("cut", Set.of()), Map.entry("upper", Set.of()),
            Map.entry("lower", Set.of()));

    private final YamlText yaml;
    private final Vocabulary record;

    OperationReader(YamlText yaml, Vocabulary record) {
        this.yaml = yaml;
        this.record = record;
    }

    /** @param here what the part at hand can say */
    Operation operation(Node node, Vocabulary here) {
        return operation(node, here, 0);
    }

    Condition condition(Node node, Vocabulary here) {
        return condition(node, here, 0);
    }

    private Operation operation(Node node, Vocabulary here, int depth) {
        if (depth > DEPTH_LIMIT) {
            yaml.mistake(node, "operations are nested too deeply");
            return NOTHING;
        }
        if (node instanceof ScalarNode) {
            return new Operation.Constant(constant(node));
        }
        if (!(node instanceof MappingNode)) {
            yaml.mistake(node, "a field is filled by a constant or an operation");
            return NOTHING;
        }
        SequencedMap<String, Entry> entries = yaml.entries(node, "an operation");
        List<String> names = entries.keySet().stream().filter(OPERATIONS::containsKey).toList();
        if (names.size() != 1) {
            yaml.mistake(node, "exactly one operation is needed here, of " + OPERATIONS.keySet().stream().sorted()
                    .toList());
            return NOTHING;
        }
        String name = names.getFirst();
        Set<String> known = new java.util.HashSet<>(OPERATIONS.getOrDefault(name, Set.of()));
        known.addAll(Set.of(name, "max"));
        yaml.only(entries, known);
        Operation operation = operation(name, node, entries, here, depth + 1);
        Entry max = entries.get("max");
        return max == null ? operation : new Operation.Cut(operation, yaml.number(max.value(), "max", 1));
    }

    private Operation operation(String name, Node node, SequencedMap<String, Entry> entries, Vocabulary here,
            int depth) {
        Node value = argument(node, entries, name);
        return switch (name) {
            case "path" -> path(value);
            case "fact" -> fact(value, here);
            case "setting" -> setting(value);
            case "constant" -> new Operation.Constant(constant(value));
            case "table" -> {
                Entry otherwise = entries.get("default");
                yield new Operation.Table(operation(value, here, depth), rows(argument(node, entries, "rows")),
                        otherwise == null ? null : operation(otherwise.value(), here, depth));
            }
            case "concat" -> {
                Entry separator = entries.get("separator");
                yield new Operation.Concat(operations(value, here, depth),
                        separator == null ? "" : yaml.text(separator.value(), "separator"));
            }
            case "split" -> new Operation.Split(operation(value, here, depth),
                    yaml.text(argument(node, entries, "by"), "by"),
                    yaml.number(argument(node, entries, "part"), "part", 1));
            case "date" -> new Operation.ToDate(operation(value, here, depth));
            case "number" -> new Operation.ToNumber(operation(value, here, depth));
            case "flag" -> new Operation.ToFlag(operation(value, here, depth));
            case "round" -> new Operation.Round(operation(value, here, depth),
                    yaml.number(argument(node, entries, "decimals"), "decimals", 2));
            case "first" -> new Operation.First(operations(value, here, depth));
            case "if" -> {
                Entry otherwise = entries.get("else");
                yield new Operation.If(condition(value, here, depth),
                        operation(argument(node, entries, "then"), here, depth),
                        otherwise == null ? null : operation(otherwise.value(), here, depth));
            }
            case "cut" -> operation(value, here, depth);
            case "upper" -> new Operation.InCase(operation(value, here, depth), true);
            case "lower" -> new Operation.InCase(operation(value, here, depth), false);
            default -> throw new IllegalStateException(name);
        };
    }

    private Condition condition(Node node, Vocabulary here, int depth) {
        if (depth > DEPTH_LIMIT) {
            yaml.mistake(node, "conditions are nested too deeply");
            return NEVER;
        }
        if (node instanceof ScalarNode) {
            yaml.mistake(node, "expressions are not supported yet; use present, equals, in or not");
            return NEVER;
        }
        SequencedMap<String, Entry> entries = yaml.entries(node, "a condition");
        if (entries.size() != 1) {
            yaml.mistake(node, "exactly one condition is needed here, of [equals, in, not, present]");
            return NEVER;
        }
        Node value = entries.firstEntry().getValue().value();
        return switch (entries.firstEntry().getKey()) {
            case "present" -> new Condition.Present(operation(value, here, depth + 1));
            case "not" -> new Condition.Not(condition(value, here, depth + 1));
            case "equals" -> {
                List<Operation> sides = operations(value, here, depth + 1);
                if (sides.size() != 2) {
                    yaml.mistake(value, "equals compares two values");
                    yield NEVER;
                }
                yield new Condition.Equal(sides.getFirst(), sides.getLast());
            }
            case "in" -> {
                List<Node> sides = yaml.items(value, "in");
                if (sides.size() != 2) {
                    yaml.mistake(value, "in takes a value and a list");
                    yield NEVER;
                }
                yield new Condition.In(operation(sides.getFirst(), here, depth + 1), yaml
                        .items(sides.getLast(), "the list of in").stream().map(item -> yaml.text(item, "an item"))
                        .toList());
            }
            default -> {
                yaml.mistake(node, "a condition is one of [equals, in, not, present]");
                yield NEVER;
            }
        };
    }

    private Operation path(Node node) {
        String text = yaml.text(node, "path");
        int at = text.indexOf('@');
        String attribute = at < 0 ? null : text.substring(at + 1);
        String elements = at < 0 ? text : text.substring(0, at);
        boolean fromRecord = elements.startsWith("/");
        List<String> steps = new ArrayList<>(List.of((fromRecord ? elements.substring(1) : elements).split("/", -1)));
        if (steps.getFirst().isEmpty() && steps.size() == 1) {
            steps.clear();
        }
        if (steps.contains("") || "".equals(attribute) || (steps.isEmpty() && attribute == null)) {
            yaml.mistake(node, "a path is element/element or element@attribute");
        }
        return new Operation.Path(fromRecord, List.copyOf(steps), attribute);
    }

    private Operation fact(Node node, Vocabulary here) {
        String text = yaml.text(node, "fact");
        boolean fromRecord = text.startsWith("/");
        String name = fromRecord ? text.substring(1) : text;
        Set<String> known = (fromRecord ? record : here).facts();
        if (!known.contains(name)) {
            yaml.mistake(node, "there is no fact '" + name + "' here; one of " + known.stream().sorted().toList());
        }
        return new Operation.Fact(fromRecord, name);
    }

    private Operation setting(Node node) {
        String name = yaml.text(node, "setting");
        if (!Vocabulary.SETTINGS.contains(name)) {
            yaml.mistake(node, "there is no setting '" + name + "'; one of " + Vocabulary.SETTINGS.stream().sorted()
                    .toList());
        }
        return new Operation.Setting(name);
    }

    private List<Operation> operations(Node node, Vocabulary here, int depth) {
        return yaml.items(node, "this").stream().map(item -> operation(item, here, depth)).toList();
    }

    private Map<String, FieldValue> rows(Node node) {
        Map<String, FieldValue> rows = new HashMap<>();
        yaml.entries(node, "rows").forEach((key, entry) -> rows.put(key, constant(entry.value())));
        return rows;
    }

    /** A code is a text as it is written, also when it looks like a number: leading zeros matter. */
    private FieldValue constant(Node node) {
        return YamlText.isFlag(node)
                ? FieldValue.of(yaml.text(node, "constant").equals("true"))
                : FieldValue.of(yaml.text(node, "constant"));
    }

    private Node argument(Node node, SequencedMap<String, Entry> entries, String name) {
        @Nullable
        Entry entry = entries.get(name);
        if (entry == null) {
            yaml.mistake(node, "'" + name + "' is missing");
            return node;
        }
        return entry.value();
    }
}
