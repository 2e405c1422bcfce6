package com.twinafas.twinfield.dimension;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.value.Fields;

/**
 * What the six free fields of addresses mean in an office: the dimension type labels them (twinfield-api
 * §4.2). A meaning that no label names is not in any field.
 */
public record AddressLabels(Map<Meaning, Integer> fields) {

    /** What an address field can hold. */
    public enum Meaning {
        ATTENTION("tav|t\\.a\\.v\\.?|attn|attention|zu h[aä]nden|z\\.h(d)?\\.?"),
        POSTAL_ADDRESS("postadres|postbus|postal.*|p\\.?o\\.? ?box"),
        STREET("adres.*|address.*|straat.*|street.*|stra(ss|ß)e.*"),
        VAT_NUMBER(".*\\b(btw|vat|ust|tva)\\b.*"),
        CHAMBER_OF_COMMERCE_NUMBER(".*\\b(kvk|coc|kbo|handelsregister|chamber of commerce)\\b.*");

        private final Pattern label;

        Meaning(String label) {
            this.label = Pattern.compile(label, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }
    }

    /** The labels of a new Dutch office. */
    public static final AddressLabels DUTCH = of(
            java.util.Arrays.asList("Tav", "Adres", "Postadres", "BTW nummer", "KVK nummer", null));

    private static final int LABELS = 6;

    public AddressLabels {
        fields = Map.copyOf(fields);
    }

    static AddressLabels of(List<@Nullable String> labels) {
        Map<Meaning, Integer> fields = new EnumMap<>(Meaning.class);
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            for (Meaning meaning : Meaning.values()) {
                if (label != null && meaning.label.matcher(label).matches()) {
                    fields.putIfAbsent(meaning, i);
                    break;
                }
            }
        }
        return new AddressLabels(fields);
    }

    static AddressLabels of(Fields address) {
        List<@Nullable String> labels = new ArrayList<>();
        for (int i = 1; i <= LABELS; i++) {
            labels.add(address.text("label" + i));
        }
        return of(labels);
    }

    /** What the address says of this; null when it says nothing or has no field for it. */
    public @Nullable String read(Meaning meaning, Address address) {
        Integer field = fields.get(meaning);
        return field == null ? null : address.fields().get(field);
    }
}
