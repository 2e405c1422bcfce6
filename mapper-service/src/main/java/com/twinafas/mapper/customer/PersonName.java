package com.twinafas.mapper.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.mapping.Source;

/**
 * A person's name taken apart as AFAS keeps it.
 *
 * @param gender   AFAS {@code ViGe}: M, V or O for unknown
 * @param initials with full stops, for example {@code J.A.}
 * @param prefix   of the last name, for example {@code van der}
 */
public record PersonName(String gender, @Nullable String initials, @Nullable String firstName,
        @Nullable String prefix, String lastName) {

    private static final Pattern ATTENTION = Pattern.compile(
            "^(?:t\\.? ?a\\.? ?v\\.?|attn\\.?:?|attention:?|z\\. ?h(?:d|än)d?\\.?|[àa] l'attention d[eu]|c/o)[: ]\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Map<String, String> SALUTATIONS = Map.ofEntries(Map.entry("de heer", "M"),
            Map.entry("dhr", "M"), Map.entry("heer", "M"), Map.entry("hr", "M"), Map.entry("mr", "M"),
            Map.entry("herr", "M"), Map.entry("herrn", "M"), Map.entry("monsieur", "M"),
            Map.entry("mevrouw", "V"), Map.entry("mevr", "V"), Map.entry("mw", "V"), Map.entry("mrs", "V"),
            Map.entry("ms", "V"), Map.entry("miss", "V"), Map.entry("frau", "V"), Map.entry("madame", "V"),
            Map.entry("mme", "V"));
    private static final Set<String> PREFIXES = Set.of("van", "de", "den", "der", "het", "'t", "ten", "ter", "te",
            "von", "vom", "zu", "zum", "zur", "du", "des", "le", "la", "les", "el", "al", "dos", "da", "di", "del",
            "in", "op", "aan", "bij", "uit", "voor", "onder", "d'");
    private static final Pattern INITIALS = Pattern.compile("(?:\\p{Lu}\\p{Ll}?\\.-?)+|\\p{Lu}{1,2}");

    /** Without words such as "t.a.v." before it. */
    static String withoutAttention(String text) {
        return ATTENTION.matcher(text.strip()).replaceFirst("").strip();
    }

    /** Takes a full name apart; a single word is the last name. */
    public static PersonName of(String text) {
        List<String> words = new ArrayList<>(List.of(withoutAttention(text).replaceAll("\\s+", " ").split(" ")));
        String gender = gender(words);
        if (words.size() > 1 && words.getFirst().length() > 1 && words.getFirst().endsWith(",")) {
            // "Berg, J. van den": what stands before the comma is the last name.
            String last = words.removeFirst();
            words.add(last.substring(0, last.length() - 1));
        }
        StringBuilder initials = new StringBuilder();
        while (words.size() > 1 && isInitials(words.getFirst())) {
            initials.append(dotted(words.removeFirst()));
        }
        int prefix = firstPrefix(words);
        int last = prefix < 0 ? words.size() - 1 : prefix;
        List<String> firstNames = words.subList(0, last);
        int end = last;
        while (end < words.size() - 1 && PREFIXES.contains(words.get(end).toLowerCase(Locale.ROOT))) {
            end++;
        }
        String prefixes = String.join(" ", words.subList(last, end));
        String firstName = String.join(" ", firstNames);
        String letters = initials.isEmpty()
                ? firstNames.stream().map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + ".")
                        .collect(Collectors.joining())
                : initials.toString();
        return new PersonName(gender, empty(letters), empty(firstName), empty(prefixes),
                String.join(" ", words.subList(end, words.size())));
    }

    /** Said of a source by the facts that persons have. */
    Source on(Source source) {
        return source.fact("gender", gender).fact("initials", initials).fact("first-name", firstName)
                .fact("prefix", prefix).fact("last-name", lastName)
                .fact("search-name", PartyRule.searchName(lastName));
    }

    /** Whether a text says by its form that it names a person: a salutation or initials. */
    static boolean looksLikePerson(String text) {
        List<String> words = new ArrayList<>(List.of(withoutAttention(text).split("\\s+")));
        if (!gender(words).equals("O")) {
            return true;
        }
        return words.size() > 1 && words.getFirst().endsWith(".") && isInitials(words.getFirst());
    }

    private static String gender(List<String> words) {
        for (int length = Math.min(2, words.size() - 1); length > 0; length--) {
            String start = String.join(" ", words.subList(0, length)).toLowerCase(Locale.ROOT);
            String found = SALUTATIONS.get(start.endsWith(".") ? start.substring(0, start.length() - 1) : start);
            if (found != null) {
                words.subList(0, length).clear();
                return found;
            }
        }
        return "O";
    }

    private static boolean isInitials(String word) {
        return INITIALS.matcher(word).matches();
    }

    private static String dotted(String word) {
        return word.endsWith(".") ? word : word.chars().mapToObj(c -> (char) c + ".").collect(Collectors.joining());
    }

    private static int firstPrefix(List<String> words) {
        for (int i = 0; i < words.size() - 1; i++) {
            if (PREFIXES.contains(words.get(i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable String empty(String text) {
        return text.isEmpty() ? null : text;
    }
}
