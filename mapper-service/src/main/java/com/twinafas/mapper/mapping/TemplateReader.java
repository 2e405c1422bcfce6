package com.twinafas.mapper.mapping;

import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

import com.twinafas.mapper.condition.Condition;
import com.twinafas.mapper.function.MappingFunctions;
import com.twinafas.mapper.mapping.YamlText.Entry;

/** Reads what stands under one target: what it does not say is as in the mapping below it. */
final class TemplateReader {

    /** Names of fields. */
    static final String FIELD = "[A-Za-z][A-Za-z0-9_]{0,39}|label:.{1,100}";
    /** Names of objects. */
    static final String OBJECT = "[A-Za-z][A-Za-z0-9_]{0,39}";

    private static final Pattern FIELDS = Pattern.compile(FIELD);
    private static final Pattern OBJECTS = Pattern.compile(OBJECT);

    private final YamlText yaml;
    private final OperationReader operations;

    TemplateReader(YamlText yaml, MappingFunctions functions) {
        this.yaml = yaml;
        this.operations = new OperationReader(yaml, functions);
    }

    /** @param base what the mapping below says; null when nothing */
    Template target(Entry entry, Target target, @Nullable Template base) {
        SequencedMap<String, Entry> entries = yaml.entries(entry.value(), "a target");
        yaml.only(entries, Set.of("fields", "objects"));
        return template(entries, yaml.rule(entry.key(), target.wireName()), Scope.of(target), base);
    }

    private Template template(SequencedMap<String, Entry> entries, Rule rule, Scope here, @Nullable Template base) {
        SequencedMap<String, Template.Field> fields = new LinkedHashMap<>();
        SequencedMap<String, Template.Nested> objects = new LinkedHashMap<>();
        if (base != null) {
            fields.putAll(base.fields());
            objects.putAll(base.objects());
        }
        named(entries.get("fields"), FIELDS).forEach((name, entry) -> {
            if (YamlText.isNull(entry.value())) {
                fields.remove(name);
            } else {
                fields.put(name, new Template.Field(operations.operation(entry.value(), here),
                        yaml.rule(entry.key(), rule.field() + "/" + name), operations.clears(entry.value())));
            }
        });
        named(entries.get("objects"), OBJECTS).forEach((name, entry) -> {
            if (YamlText.isNull(entry.value())) {
                objects.remove(name);
            } else {
                objects.put(name, nested(entry, rule.field() + "/" + name, here, objects.get(name)));
            }
        });
        return new Template(fields, objects, rule);
    }

    private Template.Nested nested(Entry entry, String place, Scope here, Template.@Nullable Nested base) {
        SequencedMap<String, Entry> entries = yaml.entries(entry.value(), "an object");
        yaml.only(entries, Set.of("each", "when", "fields", "objects"));
        Entry said = entries.get("each");
        String each = said != null ? yaml.text(said.value(), "each") : base != null ? base.each() : null;
        // What was made from other parts says nothing about these.
        Template.Nested kept = base == null || !Objects.equals(each, base.each()) ? null : base;
        Scope inner = each == null ? here : here.part(each);
        if (inner == null) {
            yaml.mistake(said == null ? entry.key() : said.value(), "there is no part '" + each + "' here; one of "
                    + here.words().parts().keySet().stream().sorted().toList());
            inner = here;
        }
        Entry when = entries.get("when");
        Condition condition = kept == null ? null : kept.when();
        if (when != null) {
            condition = YamlText.isNull(when.value()) ? null : operations.condition(when.value(), inner);
        }
        return new Template.Nested(each, condition, template(entries, yaml.rule(entry.key(), place), inner,
                kept == null ? null : kept.template()));
    }

    private SequencedMap<String, Entry> named(@Nullable Entry entry, Pattern form) {
        if (entry == null || YamlText.isNull(entry.value())) {
            return new LinkedHashMap<>();
        }
        SequencedMap<String, Entry> entries = yaml.entries(entry.value(), "this");
        entries.values().forEach(named -> {
            ScalarNode key = named.key();
            if (!form.matcher(key.getValue()).matches()) {
                yaml.mistake(key, "'" + key.getValue() + "' is no name of an AFAS field or object");
            }
        });
        return entries;
    }
}
