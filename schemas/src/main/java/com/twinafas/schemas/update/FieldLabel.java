package com.twinafas.schemas.update;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The label by which an element names a free field of an AFAS environment, as {@code label:Klantgroep}. The field's id
 * is {@code U} and a GUID that differs in every environment (afas-api §5); the label is what people see, and the same
 * in a test environment and the real one.
 */
public record FieldLabel(String text) {

    private static final String PREFIX = "label:";
    private static final Pattern FREE = Pattern.compile("U[0-9A-Fa-f]{32}");

    /** The label a field is named by; empty when it is named by its id. */
    public static Optional<FieldLabel> of(String fieldName) {
        return fieldName.startsWith(PREFIX)
                ? Optional.of(new FieldLabel(fieldName.substring(PREFIX.length()).strip()))
                : Optional.empty();
    }

    /** Whether this is what a field with this id and label is named by. Only free fields are. */
    public boolean names(String id, String label) {
        return FREE.matcher(id).matches() && label.strip().equalsIgnoreCase(text);
    }

    @Override
    public String toString() {
        return PREFIX + text;
    }
}
