package com.twinafas.mapper.condition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.value.Unsuitable;

/**
 * The regular expressions of one condition. They run in time linear in the text (RE2), and the sum of their sizes and
 * the length of the text are limited, so that their cost is.
 */
final class SearchPatterns {

    /** Characters of a text that is searched. */
    static final int TEXT_LIMIT = 10_000;

    /** Instructions of all patterns together; a text of the limit then takes some tens of milliseconds at most. */
    private static final int SIZE_LIMIT = 200;

    /** Repetitions are written out when a pattern is compiled: a bound on how many characters that can be. */
    private static final int WRITTEN_OUT_LIMIT = 20_000;
    private static final java.util.regex.Pattern REPETITION = java.util.regex.Pattern
            .compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private final Map<String, Pattern> patterns = new HashMap<>();
    private int size;

    /** Adds a pattern; what is wrong with it, or null. */
    @Nullable
    String add(String text) {
        long writtenOut = text.length();
        for (MatchResult found : REPETITION.matcher(text).results().toList()) {
            String most = found.group(2) == null || found.group(2).isEmpty() ? found.group(1) : found.group(2);
            writtenOut *= Math.max(1, Long.parseLong(most));
            if (writtenOut > WRITTEN_OUT_LIMIT) {
                return "the pattern repeats too much";
            }
        }
        try {
            Pattern pattern = Pattern.compile(text);
            size += pattern.programSize();
            patterns.put(text, pattern);
            return size > SIZE_LIMIT ? "the patterns of the condition are too large" : null;
        } catch (PatternSyntaxException e) {
            return "the pattern is wrong: " + e.getDescription();
        }
    }

    /** Whether the pattern, which was added, is found anywhere in the text. */
    boolean found(String text, String pattern) {
        Pattern compiled = patterns.get(pattern);
        if (compiled == null) {
            throw new IllegalStateException("The pattern was not added");
        }
        return compiled.matcher(searched(text)).find();
    }

    /** @throws Unsuitable when it is too long to be searched */
    static String searched(String text) {
        if (text.length() > TEXT_LIMIT) {
            throw new Unsuitable("text of at most " + TEXT_LIMIT + " characters", "longer text");
        }
        return text;
    }
}
