package com.twinafas.mapper.mapping;

/**
 * The place in a mapping that makes a value.
 *
 * @param field  with its objects, for example {@code organisation-debtor/KnOrganisation/Nm}
 * @param source name of the mapping: the default or the user's file
 * @param line   from 1
 * @param column from 1
 */
public record Rule(String field, String source, int line, int column) {

    /** For example {@code mine.yaml:3:5}. */
    public String place() {
        return source + ":" + line + ":" + column;
    }

    @Override
    public String toString() {
        return field + " (" + place() + ")";
    }
}
