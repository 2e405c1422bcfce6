package com.twinafas.pipeline.settings;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How AFAS's order number is made of an invoice, for example {@code {office}{number}}: ends with its number. */
public record OrderNumberPattern(String text) {

    /** {@code OrNu} has no more characters (afas-api §3.4). */
    public static final int LONGEST = 12;

    static final String NUMBER = "{number}";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");

    /** The number of an invoice; may be longer than AFAS takes. */
    public String number(OfficeSettings office, String invoiceType, String invoiceNumber) {
        return prefix(office, invoiceType) + invoiceNumber;
    }

    /** What stands before the invoice's number. */
    String prefix(OfficeSettings office, String invoiceType) {
        Map<String, String> values = Map.of("{office}", office.code(), "{administration}", office.administration(),
                "{type}", invoiceType, NUMBER, "");
        return PLACEHOLDER.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Objects.requireNonNullElse(values.get(found.group()), found.group())));
    }

    /** Whether it ends with the number and has it once, and nothing in braces that is not known. */
    boolean isWellFormed() {
        return text.endsWith(NUMBER) && text.indexOf(NUMBER) == text.length() - NUMBER.length()
                && PLACEHOLDER.matcher(text.substring(0, text.length() - NUMBER.length())).results()
                        .allMatch(found -> found.group().matches("\\{(office|administration|type)}"));
    }
}
