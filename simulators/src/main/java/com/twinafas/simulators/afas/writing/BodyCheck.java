package com.twinafas.simulators.afas.writing;

import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;

/** Holds an element against the field table: names, nesting, types, lengths and closed lists of values. */
final class BodyCheck {

    private BodyCheck() {
    }

    /** @throws Refused at the first thing that does not fit */
    static void check(Element element, ObjectDefinition definition) {
        element.fields().forEach((name, value) -> {
            FieldDefinition field = definition.fields().get(name);
            if (field == null) {
                throw new Refused(Text.FIELD_UNKNOWN, name, definition.name());
            }
            check(field, value);
        });
        if (!element.action().isEmpty() && !element.action().matches("insert|update|delete")) {
            throw new Refused(Text.SHAPE, definition.name());
        }
        element.objects().forEach((name, nested) -> {
            ObjectDefinition inner = definition.objects().get(name);
            if (inner == null) {
                throw new Refused(Text.OBJECT_UNKNOWN, name, definition.name());
            }
            nested.forEach(one -> check(one, inner));
        });
    }

    /** Fields that a new element must have. */
    static void checkComplete(Element element, ObjectDefinition definition) {
        definition.mandatory().forEach(field -> element.required(field.id()));
    }

    private static void check(FieldDefinition field, String value) {
        if (value.isEmpty()) {
            return;
        }
        if (!field.type().fits(value)) {
            throw new Refused(Text.WRONG_TYPE, field.label(), field.id());
        }
        if (field.length() > 0 && value.codePointCount(0, value.length()) > field.length()) {
            throw new Refused(Text.TOO_LONG, field.label(), field.id(), field.length());
        }
        if (!field.values().isEmpty() && !field.values().contains(value)) {
            throw new Refused(Text.VALUE_DOES_NOT_EXIST, field.label());
        }
    }
}
