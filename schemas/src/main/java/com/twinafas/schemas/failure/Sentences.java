package com.twinafas.schemas.failure;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a bookkeeper reads about a cause, in English or Dutch. */
public final class Sentences {

    public static final Locale ENGLISH = Locale.ENGLISH;
    public static final Locale DUTCH = Locale.of("nl");

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)\\}");

    private final ResourceBundle texts;

    /** @param language {@link #ENGLISH} or {@link #DUTCH} */
    public Sentences(Locale language) {
        texts = ResourceBundle.getBundle("com.twinafas.schemas.failure.sentences", language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** What is wrong. */
    public String what(Cause cause) {
        return fill(texts.getString(cause.code().name() + ".what"), cause.parameters());
    }

    /** What to do about it. */
    public String toDo(Cause cause) {
        return fill(texts.getString(cause.code().name() + ".todo"), cause.parameters());
    }

    private String fill(String text, Map<String, String> parameters) {
        return PARAMETER.matcher(text).replaceAll(
                found -> Matcher.quoteReplacement(word(parameters.getOrDefault(found.group(1), "?"))));
    }

    /** A kind of value in the language, for example a date; everything else is as it is. */
    private String word(String value) {
        String key = "word." + value.replace(' ', '-');
        return texts.containsKey(key) ? texts.getString(key) : value;
    }
}
