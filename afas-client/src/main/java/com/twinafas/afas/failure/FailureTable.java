package com.twinafas.afas.failure;

import static com.twinafas.afas.failure.Meaning.ALLOCATION_MISSING;
import static com.twinafas.afas.failure.Meaning.CONNECTOR_BLOCKED;
import static com.twinafas.afas.failure.Meaning.DEBTOR_MISSING;
import static com.twinafas.afas.failure.Meaning.FIELD_UNKNOWN;
import static com.twinafas.afas.failure.Meaning.ITEM_MISSING;
import static com.twinafas.afas.failure.Meaning.LOCKED;
import static com.twinafas.afas.failure.Meaning.NOT_GRANTED;
import static com.twinafas.afas.failure.Meaning.NUMBER_TAKEN;
import static com.twinafas.afas.failure.Meaning.ORDER_PROCESSED;
import static com.twinafas.afas.failure.Meaning.PERIOD_BLOCKED;
import static com.twinafas.afas.failure.Meaning.REFUSED;
import static com.twinafas.afas.failure.Meaning.TIMED_OUT;
import static com.twinafas.afas.failure.Meaning.TOO_LARGE;
import static com.twinafas.afas.failure.Meaning.UNEXPECTED;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one table from AFAS's texts to what they mean (afas-api §3.8). The first rule that is found in the text counts;
 * a text that no rule knows is a refusal, which nobody repeats. Attested texts come from AFAS's documentation and
 * users' reports; the other language of those is worded after them and kept loose.
 */
public final class FailureTable {

    private static final String ITEM = "(?:item|itemcode|item code|artikel|artikelcode|article|article code)";
    private static final String DEBTOR = "(?:debtor|debtor number|debiteur|debiteurnummer|sales relation|sales contact"
            + "|verkooprelatie|verkooprelatienummer)";

    private static final List<Rule> RULES = List.of(
            // AFAS's limit of 900 s, in its words before and since November 2025.
            rule(TIMED_OUT, "command timeout expired"),
            rule(TIMED_OUT, "time-?out (?:is )?(?:expired|verstreken|verlopen)"),
            rule(TIMED_OUT, "maximum duration for performing the assignment"),
            rule(TIMED_OUT, "maximale tijdsduur voor het uitvoeren van de opdracht"),

            rule(TOO_LARGE, "out of (?:memory|string ?space)"), rule(TOO_LARGE, "onvoldoende geheugen"),

            rule(NOT_GRANTED, "(?:get|update)connector (?:is )?not supported"),
            rule(NOT_GRANTED, "(?:get|update)connector wordt niet ondersteund"),
            rule(CONNECTOR_BLOCKED, "getconnector(?: \\(\\w+\\))? (?:is blocked|is geblokkeerd)"),
            rule(FIELD_UNKNOWN, "connector ?(?:field|veld) '([^']*)' (?:is )?(?:not found|niet gevonden)"),
            rule(FIELD_UNKNOWN, "(?:field|veld|object) '([^']*)' (?:does not occur|komt niet voor) (?:in|bij)"),

            rule(PERIOD_BLOCKED, "(?:date|datum) '([^']*)' .*(?:blocked period|geblokkeerde periode)"),
            rule(PERIOD_BLOCKED, "(?:period|periode) (\\d+) .*(?:year|jaar) (\\d+) .*(?:blocked|geblokkeerd)"),
            rule(PERIOD_BLOCKED, "blocked period|geblokkeerde periode"),

            rule(ALLOCATION_MISSING, "allocation code for axis '([^']*)' must be filled for account (\\w+)"),
            rule(ALLOCATION_MISSING, "verbijzonderingscode voor as '([^']*)' .*(?:gevuld|ingevuld).* rekening (\\w+)"),

            rule(LOCKED, "(?:'([^']*)' )?(?:is )?(?:blocked|locked|in use|used) by another user"),
            rule(LOCKED, "(?:'([^']*)' )?(?:is )?(?:geblokkeerd|vergrendeld|in gebruik|gebruikt) door een andere"),
            rule(LOCKED, "deadlock"),

            // "Nummer pakbon" is what a repeated order number is known by (afas-api §3.9).
            rule(NUMBER_TAKEN, "nummer pakbon(?: '?([\\w/-]*\\d[\\w/-]*)'?)?"),
            rule(NUMBER_TAKEN,
                    "(?:invoice number|factuurnummer) (?:'?\\[?([\\w./-]*\\d[\\w./-]*?)\\]?'? )?(?:is|already|al|bestaat)"
                            + ".*(?:used|exists|gebruikt|in gebruik|al\\b)"),
            rule(NUMBER_TAKEN, "(?:number|nummer|code) '([^']*)' (?:already exists|is already (?:in use|used)"
                    + "|bestaat al|is al (?:in gebruik|gebruikt))"),
            rule(ORDER_PROCESSED, "(?:order '([^']*)' )?(?:has (?:already )?been processed|is al verwerkt)"),

            rule(ITEM_MISSING, ITEM + " '([^']*)' (?:does not exist|bestaat niet)"),
            rule(ITEM_MISSING, "(?:value for|waarde bij|waarde voor) '" + ITEM + "' (?:does not exist|bestaat niet)"),
            rule(ITEM_MISSING, "foreignkey .*fieldid=" + ITEM + "\\b"),
            rule(DEBTOR_MISSING, DEBTOR + " '([^']*)' (?:does not exist|bestaat niet)"),
            rule(DEBTOR_MISSING,
                    "(?:value for|waarde bij|waarde voor) '" + DEBTOR + "' (?:does not exist|bestaat niet)"),

            rule(UNEXPECTED, "unexpected error|onverwachte fout"));

    private FailureTable() {
    }

    /**
     * What a text means.
     *
     * @param named what the text itself names, for example an item code or {@code 8/2024}; null when it names nothing
     */
    public record Finding(Meaning meaning, @Nullable String named) {
    }

    private record Rule(Pattern pattern, Meaning meaning) {

        @Nullable
        Finding in(String text) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.find()) {
                return null;
            }
            List<String> groups = IntStream.rangeClosed(1, matcher.groupCount()).mapToObj(matcher::group)
                    .filter(Objects::nonNull).filter(group -> !group.isBlank()).toList();
            return new Finding(meaning, groups.isEmpty() ? null : String.join("/", groups));
        }
    }

    private static Rule rule(Meaning meaning, String pattern) {
        return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), meaning);
    }

    /** @param externalMessage AFAS's text, in Dutch or English */
    public static Finding find(String externalMessage) {
        String text = String.join(" ", Arrays.asList(externalMessage.strip().split("\\s+")));
        return RULES.stream().map(rule -> rule.in(text)).filter(Objects::nonNull).findFirst()
                .orElse(new Finding(REFUSED, null));
    }
}
