package com.twinafas.simulators.afas.writing;

import java.util.List;
import java.util.Locale;

import com.twinafas.simulators.afas.refusal.Label;

/**
 * A field of an UpdateConnector.
 *
 * @param label  as people see it
 * @param length 0 when not limited
 * @param values the only values there are; empty when free
 */
public record FieldDefinition(String id, Label label, Type type, int length, List<String> values, boolean key,
        boolean mandatory) {

    public FieldDefinition {
        values = List.copyOf(values);
    }

    /** Types, with the form of their texts. */
    public enum Type {
        TEXT("string", ".*"),
        GUID("string", "\\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}}?"),
        INTEGER("int",
                "-?\\d{1,18}"),
        NUMBER("decimal", "-?(\\d{1,18}(\\.\\d{1,18})?|\\.\\d{1,18})"),
        BOOLEAN("boolean",
                "true|false|0|1"),
        DATE("date", "\\d{4}-\\d{2}-\\d{2}(T[0-9:.]+Z?)?"),
        BYTES("blob", ".*");

        private final String wireName;
        private final String form;

        Type(String wireName, String form) {
            this.wireName = wireName;
            this.form = "(?s)" + form;
        }

        String wireName() {
            return wireName;
        }

        boolean fits(String text) {
            return text.matches(form);
        }
    }

    /** From a line of the table: {@code type length: values}. */
    static FieldDefinition parse(String id, String line, boolean key, boolean mandatory) {
        int colon = line.indexOf(':');
        String[] head = (colon < 0 ? line : line.substring(0, colon)).split(" ", -1);
        List<String> values = colon < 0 ? List.of() : List.of(line.substring(colon + 1).strip().split(" ", -1));
        return new FieldDefinition(id, Label.of(id), Type.valueOf(head[0].toUpperCase(Locale.ROOT)),
                head.length > 1 ? Integer.parseInt(head[1]) : 0, values, key, mandatory);
    }
}
