package com.twinafas.pipeline.preview;

/**
 * One value of an update and where it came from.
 *
 * @param rule place in the mapping that made it, with source, line and column
 */
public record MadeValue(String field, String value, String rule) {
}
