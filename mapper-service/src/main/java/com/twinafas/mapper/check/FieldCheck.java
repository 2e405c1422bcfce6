package com.twinafas.mapper.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.mapping.Mapping;
import com.twinafas.mapper.mapping.MappingMistakes.Mistake;
import com.twinafas.mapper.mapping.Rule;
import com.twinafas.mapper.mapping.Target;
import com.twinafas.mapper.mapping.Template;
import com.twinafas.mapper.value.Conversions;
import com.twinafas.mapper.value.Unsuitable;
import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.update.FieldLabel;
import com.twinafas.schemas.update.FieldValue;

/** Holds one target of a mapping against the fields of its UpdateConnector. */
public final class FieldCheck {

    /** What the writer fills in, whatever the mapping says: keys, matching, and what identifies a document. */
    private static final Set<String> OF_THE_WRITER = Set.of("DbId", "BcCo", "MatchOga", "MatchPer", "IsDb", "OrNu",
            "RfCs", "Unit", "GuLi", "UnId", "JoCo", "BpNr", "AcNr", "item/ItCd");

    private final List<Mistake> mistakes = new ArrayList<>();

    private FieldCheck() {
    }

    /** Everything AFAS would refuse whatever the record, in the order of the mapping. */
    public static List<Mistake> mistakes(Mapping mapping, Target target, AfasFields fields) {
        FieldCheck check = new FieldCheck();
        check.element(mapping.template(target), fields);
        return List.copyOf(check.mistakes);
    }

    private void element(Template template, AfasFields fields) {
        Set<String> filled = new HashSet<>();
        template.fields().forEach((name, field) -> {
            AfasFields.Field found = find(name, field.rule(), fields);
            if (found != null) {
                filled.add(found.id());
                Outcome.of(field.operation()).stream().map(outcome -> objection(outcome, found))
                        .flatMap(Stream::ofNullable).distinct()
                        .forEach(objection -> mistake(field.rule(), name + objection));
            }
        });
        fields.fields().values().stream().filter(AfasFields.Field::mandatory).map(AfasFields.Field::id)
                .filter(id -> !filled.contains(id) && !isOfTheWriter(id, template.rule())).sorted()
                .forEach(id -> mistake(template.rule(), "AFAS needs " + id + " here, and nothing fills it"));
        template.objects().forEach((name, nested) -> {
            AfasFields inner = fields.objects().get(name);
            if (inner == null) {
                mistake(nested.template().rule(), "AFAS has no object " + name + " here; it has "
                        + fields.objects().keySet().stream().sorted().toList());
            } else {
                element(nested.template(), inner);
            }
        });
    }

    private AfasFields.@Nullable Field find(String name, Rule rule, AfasFields fields) {
        FieldLabel label = FieldLabel.of(name).orElse(null);
        if (label == null) {
            AfasFields.Field found = fields.fields().get(name);
            if (found == null) {
                mistake(rule, "AFAS has no field " + name + " here");
            }
            return found;
        }
        List<AfasFields.Field> found = fields.fields().values().stream()
                .filter(field -> label.names(field.id(), field.label())).toList();
        if (found.size() != 1) {
            mistake(rule, "AFAS has " + (found.isEmpty() ? "no free field" : "several free fields")
                    + " with the label '" + label.text() + "' here");
        }
        return found.size() == 1 ? found.getFirst() : null;
    }

    private static boolean isOfTheWriter(String id, Rule rule) {
        return OF_THE_WRITER.contains(id) || OF_THE_WRITER.contains(rule.field() + "/" + id);
    }

    /** What is wrong with a value for a field, to stand behind its name; null when nothing is. */
    private static @Nullable String objection(Outcome outcome, AfasFields.Field field) {
        return switch (outcome) {
            case Outcome.Fixed(FieldValue value) -> objection(value, field);
            case Outcome.Some some -> objection(some, field);
        };
    }

    private static @Nullable String objection(FieldValue value, AfasFields.Field field) {
        String text = Conversions.text(value);
        if (text.isEmpty()) {
            return null;
        }
        ValueType type = field.type();
        if (type != null) {
            try {
                Conversions.to(type, value);
            } catch (Unsuitable e) {
                return " is a " + type.label() + " in AFAS, and '" + text + "' is none";
            }
        }
        if (field.length() > 0 && text.codePointCount(0, text.length()) > field.length()) {
            return " has at most " + field.length() + " characters in AFAS, '" + text + "' has "
                    + text.codePointCount(0, text.length());
        }
        return field.values().isEmpty() || field.values().contains(text)
                ? null
                : " cannot be '" + text + "' in AFAS, only one of " + field.values().stream().sorted().toList();
    }

    private static @Nullable String objection(Outcome.Some some, AfasFields.Field field) {
        ValueType needed = field.type();
        if (needed == ValueType.TEXT) {
            return field.length() > 0 && some.length() > field.length()
                    ? " has at most " + field.length() + " characters in AFAS, not " + some.length()
                    : null;
        }
        // Facts and settings that are texts hold numbers as AFAS takes them; what Twinfield wrote must be read first.
        boolean asText = needed == ValueType.NUMBER && some.type() == ValueType.TEXT && !some.raw();
        if (needed == null || some.type() == needed || asText) {
            return null;
        }
        return " is a " + needed.label() + " in AFAS, not a " + some.type().label()
                + (some.type() == ValueType.TEXT
                        ? "; read it with '" + needed.name().toLowerCase(Locale.ROOT) + ":'"
                        : "");
    }

    private void mistake(Rule rule, String message) {
        mistakes.add(new Mistake(rule.source(), rule.line(), rule.column(), message));
    }
}
