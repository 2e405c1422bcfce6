package com.twinafas.mapper.mapping;

import java.util.List;

/** A mapping that cannot be used, with every mistake and its place. */
public final class MappingMistakes extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** One mistake; line and column from 1. */
    public record Mistake(String source, int line, int column, String message) {

        @Override
        public String toString() {
            return source + ":" + line + ":" + column + ": " + message;
        }
    }

    private final transient List<Mistake> mistakes;

    MappingMistakes(List<Mistake> mistakes) {
        super("The mapping has mistakes:" + String.join("",
                mistakes.stream().map(mistake -> "\n  " + mistake).toList()));
        this.mistakes = List.copyOf(mistakes);
    }

    /** All of them, in the order of the text. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
