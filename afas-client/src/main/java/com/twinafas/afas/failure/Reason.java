package com.twinafas.afas.failure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.twinafas.afas.AfasRequest;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;

/**
 * AFAS's sentence as a bookkeeper may read it: it names fields and codes, never a person. A cause ends in topics,
 * e-mails and logs that live longer than a customer's data may. So what we sent about a person, and every text of more
 * than one word, is replaced by the name of its field; e-mail addresses, long numbers (telephone, bank account) and
 * long quotations are left out.
 */
final class Reason {

    private static final int LONGEST = 200;
    private static final int LONGEST_QUOTATION = 40;
    private static final String LEFT_OUT = "…";

    private static final Pattern EMAIL = Pattern.compile("[^\\s'\"<>\\[(]+@[^\\s'\"<>\\])]+");
    private static final Pattern LONG_NUMBER = Pattern.compile("\\b(?:[A-Z]{2}\\d{2}[A-Z]{4})?\\+?\\d{9,}\\b");
    private static final Pattern QUOTATION = Pattern.compile("'([^']*)'|\"([^\"]*)\"|\\[([^\\]]*)\\]");

    private Reason() {
    }

    /** Of an answer to a write. */
    static String of(String sentence, AfasRequest request) {
        Map<String, String> personal = new LinkedHashMap<>();
        collect(request.root(), request.element(), personal);
        String text = sentence;
        for (Map.Entry<String, String> value : personal.entrySet()) {
            text = text.replaceAll("(?i)(?<!\\w)" + Pattern.quote(value.getKey()) + "(?!\\w)",
                    Matcher.quoteReplacement(value.getValue()));
        }
        return of(text);
    }

    /** Of an answer to a read. */
    static String of(String sentence) {
        String text = EMAIL.matcher(sentence).replaceAll(LEFT_OUT);
        text = LONG_NUMBER.matcher(text).replaceAll(LEFT_OUT);
        text = QUOTATION.matcher(text).replaceAll(
                found -> Matcher.quoteReplacement(found.group().length() > LONGEST_QUOTATION + 2
                        ? LEFT_OUT
                        : found.group()));
        text = text.replaceAll("\\s+", " ").replaceFirst("^(General message: |Algemene melding: |\\(Anta\\w*\\) )", "")
                .strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + LEFT_OUT : text;
    }

    private static void collect(String name, AfasElement element, Map<String, String> personal) {
        boolean party = name.startsWith("Kn") && !name.startsWith("KnSalesRelation");
        element.fields().forEach((field, value) -> {
            if (value instanceof FieldValue.Text(String text)) {
                boolean words = text.strip().contains(" ");
                boolean vatNumber = field.equals("VaId") && text.length() > 3;
                if (words || vatNumber || (party && text.length() > 2)) {
                    personal.put(text, field);
                }
            }
        });
        element.objects().forEach((object, elements) -> elements.forEach(nested -> collect(object, nested, personal)));
    }
}
