package com.twinafas.standalone.valuelist;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the counterpart of a value of one system in the other: by equal code, equal percentage, then similar name. */
final class Likeness {

    /** Share of common letter triples from which two names count as similar. */
    private static final double SIMILAR = 0.45;

    private Likeness() {
    }

    /** Why a value was chosen. */
    enum Reason {
        EQUAL_CODE,
        EQUAL_PERCENTAGE,
        SIMILAR_NAME;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** A counterpart. */
    record Match(Value value, Reason reason) {
    }

    /** The best counterpart; empty when nothing is like it. */
    static Optional<Match> find(Value value, List<Value> others) {
        if (value.percentage() != null) {
            // A VAT code that is called the same says nothing; its rate does.
            List<Value> sameRate = others.stream().filter(other -> other.percentage() != null
                    && other.percentage().compareTo(value.percentage()) == 0).toList();
            if (!sameRate.isEmpty()) {
                return best(value, sameRate).map(other -> new Match(other, Reason.EQUAL_PERCENTAGE));
            }
        }
        Optional<Match> sameCode = others.stream().filter(other -> plain(other.code()).equals(plain(value.code())))
                .findFirst().map(other -> new Match(other, Reason.EQUAL_CODE));
        return sameCode.or(() -> best(value, others).filter(other -> similarity(value, other) >= SIMILAR)
                .map(other -> new Match(other, Reason.SIMILAR_NAME)));
    }

    private static Optional<Value> best(Value value, List<Value> others) {
        return others.stream().max(Comparator.comparingDouble(other -> similarity(value, other)));
    }

    /** Dice's coefficient of the letter triples of two names: 0 nothing in common, 1 the same. */
    static double similarity(Value one, Value other) {
        Set<String> left = triples(one.name());
        Set<String> right = triples(other.name());
        Set<String> common = new HashSet<>(left);
        common.retainAll(right);
        return left.isEmpty() || right.isEmpty() ? 0 : 2.0 * common.size() / (left.size() + right.size());
    }

    private static Set<String> triples(String name) {
        String text = " " + plain(name) + " ";
        Set<String> triples = new HashSet<>();
        for (int i = 0; i + 3 <= text.length(); i++) {
            triples.add(text.substring(i, i + 3));
        }
        return triples;
    }

    /** Without case, accents and signs; leading zeros of a code that is a number do not count. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ").strip().replaceFirst("^0+(?=\\d)", "");
    }
}
