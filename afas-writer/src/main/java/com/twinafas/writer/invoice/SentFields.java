package com.twinafas.writer.invoice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;

/**
 * The fields that were sent before and must be emptied when a later state has nothing there: a discount, a remark or an
 * address that is gone would stay in AFAS otherwise, as a PUT leaves alone what it does not name (afas-api §3.1).
 *
 * @param names of fields, none of which is obligatory
 */
record SentFields(Set<String> names) {

    private static final Map<String, FieldValue> NOTHING = Map.ofEntries(number("InPc"), number("PRDc"),
            number("ARDc"), Map.entry("MaAD", FieldValue.of(false)), Map.entry("VaAD", FieldValue.of("0")),
            text("Re"), text("ExAd"), text("DlAd"), text("DaDe"), text("DaPr"), text("TrPt"), text("SsId"),
            text("Rout"),
            text("Fref"), text("DlDa"));
    private static final Pattern OWN_FIELD = Pattern.compile("U[0-9A-F]{32}");

    /** As {@link #toString()} wrote them; null when nothing is known. */
    static SentFields of(@Nullable String names) {
        return new SentFields(names == null || names.isEmpty() ? Set.of() : Set.of(names.split(",")));
    }

    /** Those of some elements. */
    static SentFields of(List<AfasElement> elements) {
        return new SentFields(elements.stream().flatMap(element -> element.fields().keySet().stream())
                .filter(name -> NOTHING.containsKey(name) || OWN_FIELD.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The element, with what was sent before and is not in it emptied. */
    AfasElement clearing(AfasElement element) {
        AfasElement cleared = element;
        for (String name : new TreeSet<>(names)) {
            if (element.field(name) == null) {
                cleared = cleared.with(name, NOTHING.getOrDefault(name, FieldValue.of("")));
            }
        }
        return cleared;
    }

    @Override
    public String toString() {
        return String.join(",", new TreeSet<>(names));
    }

    private static Map.Entry<String, FieldValue> number(String name) {
        return Map.entry(name, FieldValue.of(BigDecimal.ZERO));
    }

    private static Map.Entry<String, FieldValue> text(String name) {
        return Map.entry(name, FieldValue.of(""));
    }
}
