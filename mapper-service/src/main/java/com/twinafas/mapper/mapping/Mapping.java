package com.twinafas.mapper.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;

/**
 * A mapping, ready to fill AFAS elements. A field without a rule is never written, nor is one whose rule finds nothing,
 * unless the rule says that it is then emptied.
 */
public final class Mapping {

    private final Map<Target, Template> templates;

    Mapping(Map<Target, Template> templates) {
        this.templates = Map.copyOf(templates);
    }

    /** The template of a target; every target has one. */
    public Template template(Target target) {
        Template template = templates.get(target);
        if (template == null) {
            throw new IllegalStateException("The mapping has nothing for " + target.wireName());
        }
        return template;
    }

    /**
     * Fills the element of a target.
     *
     * @throws com.twinafas.mapper.record.Unmappable when a value cannot be made
     */
    public AfasElement fill(Target target, Source source, Map<String, String> settings, Trace trace) {
        // In tests only: whoever adds a fact adds it to the vocabulary, by which mappings are checked.
        assert Vocabulary.of(target).gaps(source).isEmpty() : Vocabulary.of(target).gaps(source);
        return fill(template(target), new Evaluation(source, source, settings), "", trace);
    }

    /** The fields of a target's element, or of one nested in it, that are emptied when their value went away. */
    public AfasElement emptied(Target target, String... objects) {
        Template template = template(target);
        for (String object : objects) {
            Template.Nested nested = template.objects().get(object);
            if (nested == null) {
                return AfasElement.EMPTY;
            }
            template = nested.template();
        }
        AfasElement emptied = AfasElement.EMPTY;
        for (Map.Entry<String, Template.Field> field : template.fields().entrySet()) {
            emptied = field.getValue().clear() ? emptied.with(field.getKey(), "") : emptied;
        }
        return emptied;
    }

    private static AfasElement fill(Template template, Evaluation evaluation, String place, Trace trace) {
        SequencedMap<String, FieldValue> fields = new LinkedHashMap<>();
        template.fields().forEach((name, field) -> {
            FieldValue found = evaluation.value(field);
            FieldValue value = found == null && field.clear() ? FieldValue.of("") : found;
            if (value != null) {
                fields.put(name, value);
                trace.made(place + name, value, field.rule());
            }
        });
        SequencedMap<String, List<AfasElement>> objects = new LinkedHashMap<>();
        template.objects().forEach((name, nested) -> {
            List<AfasElement> elements = elements(nested, evaluation, place + name, trace);
            if (!elements.isEmpty()) {
                objects.put(name, elements);
            }
        });
        return new AfasElement(fields, objects);
    }

    private static List<AfasElement> elements(Template.Nested nested, Evaluation evaluation, String place,
            Trace trace) {
        List<AfasElement> elements = new ArrayList<>();
        for (Evaluation part : evaluation.parts(nested)) {
            String inner = nested.each() == null ? place + "/" : place + "[" + (elements.size() + 1) + "]/";
            AfasElement filled = fill(nested.template(), part, inner, trace);
            elements.add(nested.each() == null ? filled : filled.from(part.here().number()));
        }
        return elements;
    }
}
