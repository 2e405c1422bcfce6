package com.twinafas.pipeline.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration is wrong: every mistake of it, by its key. No value of a secret is ever named. */
public final class InvalidSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * One mistake.
     *
     * @param key for example {@code twinafas.afas.base-url}
     */
    public record Mistake(String key, String text) {
        @Override
        public String toString() {
            return key + ": " + text;
        }
    }

    // Exceptions are serializable, mistakes need not be: nobody sends this one anywhere.
    private final transient List<Mistake> mistakes;

    public InvalidSettings(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
