package com.twinafas.mapper.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How each operation is written: the key that names it, and the arguments beside it. What reads mappings, the JSON
 * Schema for editors and the documentation all come from here.
 */
enum OperationForm {
    PATH(Kind.PATH, "text of the raw record"),
    FACT(Kind.FACT, "what TwinAfas found out about the record"),
    SETTING(Kind.SETTING, "a setting of the tenant or office"),
    CONSTANT(Kind.CONSTANT, "always the same"),
    TABLE(Kind.VALUE, "the row for a text, else the default", Argument.required("rows", Kind.ROWS),
            Argument.optional("default", Kind.VALUE)),
    CONCAT(Kind.VALUES, "the parts that are there, behind each other", Argument.optional("separator", Kind.TEXT)),
    SPLIT(Kind.VALUE, "one part of a text, counted from 1; from the end when negative",
            Argument.required("by", Kind.TEXT), Argument.required("part", Kind.NUMBER)),
    DATE(Kind.VALUE, "a date from yyyyMMdd or yyyy-MM-dd"),
    NUMBER(Kind.VALUE, "a number from text with a decimal point"),
    FLAG(Kind.VALUE, "a yes or no from true or false, yes or no, 1 or 0"),
    ROUND(Kind.VALUE, "a number, rounded half up", Argument.required("decimals", Kind.NUMBER)),
    FIRST(Kind.VALUES, "the first that is there"),
    IF(Kind.CONDITION, "one of two values by a condition", Argument.required("then", Kind.VALUE),
            Argument.optional("else", Kind.VALUE)),
    CALL(Kind.FUNCTION, "what a function of your own gives", Argument.optional("arguments", Kind.VALUES)),
    UPPER(Kind.VALUE, "in capitals"),
    LOWER(Kind.VALUE, "in small letters");

    /** What may stand behind a key. */
    enum Kind {
        /** A constant or an operation. */
        VALUE,
        /** A list of those. */
        VALUES,
        TEXT,
        /** A whole number. */
        NUMBER,
        /** Constants by the text they are for. */
        ROWS,
        CONDITION,
        PATH,
        FACT,
        SETTING,
        CONSTANT,
        FUNCTION
    }

    /** One key beside the one that names the operation. */
    record Argument(String name, Kind kind, boolean isRequired) {

        static Argument required(String name, Kind kind) {
            return new Argument(name, kind, true);
        }

        static Argument optional(String name, Kind kind) {
            return new Argument(name, kind, false);
        }
    }

    /** What every operation can have. */
    static final Argument MAX = Argument.optional("max", Kind.NUMBER);

    /** What the outermost operation of a field can have: true empties the field when there is no value any more. */
    static final String CLEAR = "clear";

    private final Kind kind;
    private final String meaning;
    /** Made by List.of, which the check does not see. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Argument> arguments;

    OperationForm(Kind kind, String meaning, Argument... arguments) {
        this.kind = kind;
        this.meaning = meaning;
        this.arguments = List.of(arguments);
    }

    static Optional<OperationForm> of(String key) {
        return Arrays.stream(values()).filter(form -> form.key().equals(key)).findFirst();
    }

    /** The key that names it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What stands behind that key. */
    Kind kind() {
        return kind;
    }

    /** In a few words. */
    String meaning() {
        return meaning;
    }

    List<Argument> arguments() {
        return arguments;
    }
}
