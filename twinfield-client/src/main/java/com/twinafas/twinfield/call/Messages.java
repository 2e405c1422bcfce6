package com.twinafas.twinfield.call;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * Errors inside an answer of HTTP 200: on its root or on any element below, without codes and in the user's language
 * (twinfield-api §7).
 */
public final class Messages {

    private static final Pattern NOT_FOUND = Pattern.compile(
            "(?iu)\\b(bestaat niet|does not exist|niet gevonden|not found|bestaan niet|do not exist)\\b");
    /** The office, type or day book is missing, which says nothing about the record. */
    private static final Pattern PLACE_NOT_FOUND = Pattern.compile(
            "(?iu)\\b(administratie|office|company|factuurtype|invoice ?type|dimensietype|dimension ?type|dagboek"
                    + "|day ?book|transaction type)(\\s+\\S+)?\\s+(bestaat niet|does not exist|niet gevonden|not found)");
    private static final Pattern DENIED = Pattern.compile(
            "(?iu)(geen toegang|geen rechten|onvoldoende rechten|niet gemachtigd|no access|access denied"
                    + "|not authori[sz]ed|insufficient rights)");

    private Messages() {
    }

    /** Every message of the tree, each once, in order. */
    public static List<String> of(XmlElement answer) {
        Set<String> messages = new LinkedHashSet<>();
        collect(answer, messages);
        return new ArrayList<>(messages);
    }

    /**
     * Turns errors into their failure.
     *
     * @param what was asked for: kind and code
     */
    static void check(XmlElement answer, String what, TwinfieldCall<?> call) {
        if (!failed(answer)) {
            return;
        }
        List<String> messages = of(answer);
        if (messages.stream().anyMatch(message -> DENIED.matcher(message).find())) {
            throw new TwinfieldFailure.AccessDenied(Soap.place(call));
        }
        if (messages.stream().anyMatch(
                message -> NOT_FOUND.matcher(message).find() && !PLACE_NOT_FOUND.matcher(message).find())) {
            throw new TwinfieldFailure.NotFound(what);
        }
        throw new TwinfieldFailure.RecordRefused(messages);
    }

    private static boolean failed(XmlElement element) {
        return "0".equals(element.attribute("result")) || "error".equals(element.attribute("msgtype"))
                || element.children().stream().anyMatch(Messages::failed);
    }

    private static void collect(XmlElement element, Set<String> messages) {
        String message = element.attribute("msg");
        if (message != null) {
            for (String part : message.split("//", -1)) {
                if (!part.isBlank()) {
                    messages.add(part.strip());
                }
            }
        }
        element.children().forEach(child -> collect(child, messages));
    }
}
