package com.twinafas.mapper.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

import com.twinafas.mapper.condition.Condition;
import com.twinafas.mapper.condition.ConditionReader;
import com.twinafas.mapper.condition.InvalidCondition;
import com.twinafas.mapper.function.CallableFunction;
import com.twinafas.mapper.function.MappingFunctions;
import com.twinafas.mapper.input.Input;
import com.twinafas.mapper.input.RawPath;
import com.twinafas.mapper.mapping.OperationForm.Argument;
import com.twinafas.mapper.mapping.YamlText.Entry;
import com.twinafas.mapper.value.Conversions;
import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.update.FieldValue;

/** Reads operations and conditions; names that the vocabulary does not have are mistakes. */
final class OperationReader {

    private static final Operation NOTHING = new Operation.First(List.of());
    private static final int DEPTH_LIMIT = 30;

    /** In one target; aliases make a short text long. */
    private static final int OPERATION_LIMIT = 10_000;

    private final YamlText yaml;
    private final MappingFunctions functions;
    private int operations;

    OperationReader(YamlText yaml, MappingFunctions functions) {
        this.yaml = yaml;
        this.functions = functions;
    }

    Operation operation(Node node, Scope here) {
        return operation(node, here, 0);
    }

    /** Whether a field is to be emptied when its operation finds nothing. */
    boolean clears(Node node) {
        Entry clear = node instanceof MappingNode ? yaml.entries(node, "an operation").get(OperationForm.CLEAR) : null;
        if (clear == null) {
            return false;
        }
        if (!YamlText.isFlag(clear.value())) {
            yaml.mistake(clear.value(), "clear is true or false");
            return false;
        }
        return "true".equals(yaml.text(clear.value(), OperationForm.CLEAR));
    }

    /** Null, and a mistake, when it is none. */
    @Nullable
    Condition condition(Node node, Scope here) {
        if (!(node instanceof ScalarNode scalar)) {
            yaml.mistake(node, "a condition is a text, for example country != 'NL'");
            return null;
        }
        try {
            return new ConditionReader(inputs(here), here::objection).read(scalar.getValue());
        } catch (InvalidCondition e) {
            yaml.mistake(scalar, e.line(), e.column(), e.getMessage());
            return null;
        }
    }

    /** What a condition can name: facts with underscores, those of the record as record.x, settings as setting.x. */
    private Map<String, Input> inputs(Scope here) {
        Map<String, Input> inputs = new HashMap<>();
        here.words().facts().forEach((name, type) -> inputs.put(inCondition(name), new Input.Fact(false, name, type)));
        here.whole().words().facts().forEach(
                (name, type) -> inputs.put("record." + inCondition(name), new Input.Fact(true, name, type)));
        Vocabulary.SETTINGS.forEach(name -> inputs.put("setting." + inCondition(name), new Input.Setting(name)));
        return inputs;
    }

    private static String inCondition(String name) {
        return name.replace('-', '_');
    }

    private Operation operation(Node node, Scope here, int depth) {
        if (depth > DEPTH_LIMIT) {
            yaml.mistake(node, "operations are nested too deeply");
            return NOTHING;
        }
        if (++operations >= OPERATION_LIMIT) {
            // Once: what follows is not read any more.
            if (operations == OPERATION_LIMIT) {
                yaml.mistake(node, "the mapping is too large: more than " + OPERATION_LIMIT + " operations");
            }
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
        List<OperationForm> forms = entries.keySet().stream().flatMap(key -> OperationForm.of(key).stream()).toList();
        if (forms.size() != 1) {
            yaml.mistake(node, "exactly one operation is needed here, of "
                    + Arrays.stream(OperationForm.values()).map(OperationForm::key).sorted().toList());
            return NOTHING;
        }
        OperationForm form = forms.getFirst();
        Set<String> known = Stream.concat(Stream.of(form.key(), OperationForm.MAX.name()),
                form.arguments().stream().map(Argument::name)).collect(Collectors.toCollection(HashSet::new));
        if (depth == 0) {
            known.add(OperationForm.CLEAR);
        }
        yaml.only(entries, known);
        for (Argument argument : form.arguments()) {
            if (argument.isRequired() && !entries.containsKey(argument.name())) {
                yaml.mistake(node, "'" + argument.name() + "' is missing");
                return NOTHING;
            }
        }
        Operation operation = operation(form, new Arguments(entries, here, depth + 1), here);
        Entry max = entries.get(OperationForm.MAX.name());
        if (max == null) {
            return operation;
        }
        if (!operation.types().isEmpty() && !operation.types().contains(ValueType.TEXT)) {
            yaml.mistake(max.key(), "max is for texts");
        }
        return new Operation.Cut(operation, yaml.positive(max.value(), "max"));
    }

    private Operation operation(OperationForm form, Arguments arguments, Scope here) {
        String key = form.key();
        return switch (form) {
            case PATH -> path(arguments.node(key), here);
            case FACT -> fact(arguments.node(key), here);
            case SETTING -> setting(arguments.node(key));
            case CONSTANT -> new Operation.Constant(constant(arguments.node(key)));
            case TABLE -> new Operation.Table(arguments.value(key), rows(arguments.node("rows")),
                    arguments.optional("default"));
            case CONCAT -> new Operation.Concat(arguments.values(key), arguments.text("separator"));
            case SPLIT -> new Operation.Split(arguments.value(key), arguments.text("by"), arguments.number("part"));
            case DATE -> new Operation.To(ValueType.DATE, arguments.readable(key, ValueType.DATE));
            case NUMBER -> new Operation.To(ValueType.NUMBER, arguments.readable(key, ValueType.NUMBER));
            case FLAG -> new Operation.To(ValueType.FLAG, arguments.readable(key, ValueType.FLAG));
            case ROUND ->
                new Operation.Round(arguments.readable(key, ValueType.NUMBER), arguments.number("decimals"));
            case CALL -> call(arguments.node(key), arguments);
            case FIRST -> new Operation.First(arguments.values(key));
            case IF -> {
                Condition condition = condition(arguments.node(key), here);
                Operation then = arguments.value("then");
                Operation otherwise = arguments.optional("else");
                yield condition == null ? NOTHING : new Operation.If(condition, then, otherwise);
            }
            case UPPER -> new Operation.InCase(arguments.value(key), true);
            case LOWER -> new Operation.InCase(arguments.value(key), false);
        };
    }

    private Operation path(Node node, Scope here) {
        RawPath path = RawPath.parse(yaml.text(node, "path")).orElse(null);
        if (path == null) {
            yaml.mistake(node, RawPath.FORM_SENTENCE);
            return NOTHING;
        }
        here.objection(path).ifPresent(objection -> yaml.mistake(node, objection));
        return new Operation.Read(new Input.Raw(path));
    }

    private Operation fact(Node node, Scope here) {
        String text = yaml.text(node, "fact");
        boolean fromRecord = text.startsWith("/");
        String name = fromRecord ? text.substring(1) : text;
        Map<String, ValueType> known = (fromRecord ? here.whole() : here).words().facts();
        ValueType type = known.get(name);
        if (type == null) {
            yaml.mistake(node, "there is no fact '" + name + "' here; one of " + known.keySet().stream().sorted()
                    .toList());
            return NOTHING;
        }
        return new Operation.Read(new Input.Fact(fromRecord, name, type));
    }

    private Operation setting(Node node) {
        String name = yaml.text(node, "setting");
        if (!Vocabulary.SETTINGS.contains(name)) {
            yaml.mistake(node, "there is no setting '" + name + "'; one of " + Vocabulary.SETTINGS.stream().sorted()
                    .toList());
        }
        return new Operation.Read(new Input.Setting(name));
    }

    private Operation call(Node node, Arguments arguments) {
        String name = yaml.text(node, "call");
        CallableFunction function = functions.find(name).orElse(null);
        if (function == null) {
            yaml.mistake(node, "there is no function '" + name + "'; "
                    + (functions.names().isEmpty() ? "none is installed" : "one of " + functions.names()));
            return NOTHING;
        }
        List<ValueType> types = function.arguments();
        List<Node> given = arguments.nodes("arguments");
        if (given.size() != types.size()) {
            yaml.mistake(node, "function '" + name + "' takes " + types.size() + " arguments, not " + given.size());
            return NOTHING;
        }
        List<Operation> values = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            values.add(arguments.readable(given.get(i), types.get(i)));
        }
        return new Operation.Call(function, values);
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

    /** What stands behind the keys of one operation; those that are required are there. */
    private final class Arguments {

        private final SequencedMap<String, Entry> entries;
        private final Scope here;
        private final int depth;

        Arguments(SequencedMap<String, Entry> entries, Scope here, int depth) {
            this.entries = entries;
            this.here = here;
            this.depth = depth;
        }

        Node node(String name) {
            Entry entry = entries.get(name);
            if (entry == null) {
                throw new IllegalStateException(name + " is not required");
            }
            return entry.value();
        }

        Operation value(String name) {
            return operation(node(name), here, depth);
        }

        /** What can be read as the type, or a mistake. */
        Operation readable(String name, ValueType type) {
            return readable(node(name), type);
        }

        Operation readable(Node node, ValueType type) {
            Operation operation = operation(node, here, depth);
            operation.types().stream().filter(from -> !Conversions.isPossible(from, type)).findFirst().ifPresent(
                    from -> yaml.mistake(node, "a " + from.label() + " cannot be read as a " + type.label()));
            return operation;
        }

        /** Empty when it is not there. */
        List<Node> nodes(String name) {
            return entries.containsKey(name) ? yaml.items(node(name), name) : List.of();
        }

        @Nullable
        Operation optional(String name) {
            return entries.containsKey(name) ? value(name) : null;
        }

        List<Operation> values(String name) {
            return nodes(name).stream().map(item -> operation(item, here, depth)).toList();
        }

        /** Empty when it is not there. */
        String text(String name) {
            return entries.containsKey(name) ? yaml.text(node(name), name) : "";
        }

        int number(String name) {
            return yaml.number(node(name), name, 1);
        }
    }
}
