package com.twinafas.mapper.address;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of an address as AFAS keeps it: street, house number and its addition apart. Where a line cannot be taken
 * apart with certainty all of it is the street.
 *
 * @param number   without addition; null when the line could not be taken apart
 * @param addition letters, box or apartment
 * @param poBox    whether it is a post-office box; its number is then {@code number}
 */
public record StreetAddress(String street, @Nullable Integer number, @Nullable String addition, boolean poBox) {

    private static final int LONGEST = 200;

    private static final Pattern PO_BOX = pattern(
            "(?<word>postbus|postfach|bo[iî]te postale|b\\.?p\\.?|p\\.? ?o\\.? ?box|post office box) ?"
                    + "(?<number>\\d[\\d ]{0,6})");

    private static final Pattern NL = behind("[A-Za-z]{1,6}(?:[-/ ]?[A-Za-z0-9]{1,5})?"
            + "|(?<=[-/]|[-/] )\\d{1,4}[A-Za-z]{0,3}|\\d{1,2}(?:e|de|ste)? ?(?:hoog|etage|verd[a-z]{0,6})");
    private static final Pattern BE = behind("(?:bus|bte|bo[iî]te|box|b)\\.? ?[A-Za-z0-9]{1,6}"
            + "|[A-Za-z]{1,2}(?: (?:bus|bte|box) [A-Za-z0-9]{1,6})?|(?<=[-/]|[-/] )[A-Za-z0-9]{1,6}");
    private static final Pattern DE = behind("[A-Za-z]|(?<=[-/]|[-/] )\\d{1,4} ?[A-Za-z]?");
    private static final Pattern FR = before("bis|ter|quater|[A-Za-z]|[-/] ?\\d{1,4}");
    private static final Pattern GB = before("[A-Za-z]|[-/] ?\\d{1,4}[A-Za-z]?");
    private static final Pattern US = pattern(before("[A-Za-z]|[-/] ?\\d{1,4}[A-Za-z]?|1/2").pattern()
            + "(?:,? (?<unit>(?:apt|apartment|suite|ste|unit|floor|fl|#)\\.? ?[A-Za-z0-9-]{1,10}))?");

    /**
     * Takes a line apart.
     *
     * @param country ISO alpha-2; only NL, BE, DE, FR, GB and US are taken apart
     */
    public static StreetAddress of(String country, String line) {
        String text = line.strip().replaceAll("\\s+", " ");
        Pattern pattern = switch (country.toUpperCase(Locale.ROOT)) {
            case "NL" -> NL;
            case "BE" -> BE;
            case "DE" -> DE;
            case "FR" -> FR;
            case "GB" -> GB;
            case "US" -> US;
            default -> null;
        };
        if (pattern == null || text.length() > LONGEST) {
            return new StreetAddress(text, null, null, false);
        }
        Matcher box = PO_BOX.matcher(text);
        if (box.matches()) {
            return new StreetAddress(box.group("word"), Integer.valueOf(box.group("number").replace(" ", "")), null,
                    true);
        }
        Matcher parts = pattern.matcher(text);
        if (!parts.matches()) {
            return new StreetAddress(text, null, null, false);
        }
        return new StreetAddress(parts.group("street").strip(), Integer.valueOf(parts.group("number")),
                addition(parts), false);
    }

    private static @Nullable String addition(Matcher parts) {
        String letters = parts.group("addition");
        String unit = parts.namedGroups().containsKey("unit") ? parts.group("unit") : null;
        String both = ((letters == null ? "" : letters.replaceFirst("^[-/] ?", "")) + " " + (unit == null ? "" : unit))
                .strip();
        return both.isEmpty() ? null : both;
    }

    /** The number stands behind the street. */
    private static Pattern behind(String addition) {
        return pattern("(?<street>.{0,100}?\\p{L}.{0,100}?),? (?<number>\\d{1,5})(?:[-/, ]{0,3}(?<addition>" + addition
                + "))?");
    }

    /** The number stands before the street. */
    private static Pattern before(String addition) {
        return pattern("(?<number>\\d{1,6})(?: ?(?<addition>" + addition
                + "))?,? (?<street>(?:\\p{L}|\\d{1,3}(?:st|nd|rd|th)\\b).{1,150}?)");
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
