package com.twinafas.mapper.input;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.xml.XmlElement;

/**
 * Where a text stands in a raw record: {@code header/duedate}, {@code financials/vatcode@name}; from the part at hand,
 * or with a leading slash from the record. Of elements that stand there several times it is the first. A question mark
 * behind it takes on trust that there is such a place, should Twinfield have more than we know.
 *
 * @param attribute null for the element's own text
 */
public record RawPath(boolean fromRecord, List<String> steps, @Nullable String attribute, boolean onTrust) {

    /** What a path looks like, for whoever wrote something else. */
    public static final String FORM_SENTENCE = "a path is element/element or element@attribute";

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_.-]{0,99}";
    private static final Pattern FORM = Pattern.compile("(/?)((?:" + NAME + "/){0,19}" + NAME + ")?(?:@(" + NAME
            + "))?(\\??)");

    public RawPath {
        steps = List.copyOf(steps);
    }

    /** Reads a path; empty when it is none. */
    public static Optional<RawPath> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || (matcher.group(2) == null && matcher.group(3) == null)) {
            return Optional.empty();
        }
        List<String> steps = matcher.group(2) == null ? List.of() : List.of(matcher.group(2).split("/", -1));
        return Optional.of(new RawPath(!matcher.group(1).isEmpty(), steps, matcher.group(3),
                !matcher.group(4).isEmpty()));
    }

    /** The text it leads to from this element; null when it is missing or empty. */
    public @Nullable String textIn(XmlElement element) {
        XmlElement found = element.at(steps.toArray(String[]::new));
        if (found == null) {
            return null;
        }
        String name = attribute;
        String text = name == null ? found.text() : found.attribute(name);
        return text == null || text.isEmpty() ? null : text;
    }

    @Override
    public String toString() {
        return (fromRecord ? "/" : "") + String.join("/", steps) + (attribute == null ? "" : "@" + attribute)
                + (onTrust ? "?" : "");
    }
}
