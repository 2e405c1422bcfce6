package com.twinafas.twinfield.dimension;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.xml.XmlElement;

/**
 * Which of the six free fields of an address means what: that is set for each office in the dimension type
 * (twinfield-api §4.2). Where a field has no label, Twinfield's Dutch default counts: attention, address, second line,
 * VAT, KvK.
 *
 * @param fields number of the field by meaning, from 1
 */
public record AddressLabels(Map<Meaning, Integer> fields) {

    /** What a field can mean. */
    public enum Meaning {
        ATTENTION("t\\.?a\\.?v|attn|attention|contact|aandacht|z\\.? ?h|zu h[aä]nden", 1),
        STREET("^(?:bezoek)?adres|^straat|^street|^address|^stra[sß]s?e|^adresse|^rue", 2),
        SECOND_LINE("postadres|adres ?(?:regel )?2|address ?(?:line )?2|extra|gebouw", 3),
        VAT_NUMBER("btw|\\bvat\\b|tva|ust|mwst|omzetbelasting", 4),
        CHAMBER_OF_COMMERCE_NUMBER("kvk|k\\.v\\.k|kamer van koophandel|coc|chamber|handelsreg|siren|siret", 5);

        private final Pattern label;
        private final int usual;

        Meaning(String label, int usual) {
            this.label = Pattern.compile(label, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            this.usual = usual;
        }
    }

    private static final int FIELDS = 6;

    public AddressLabels {
        fields = Map.copyOf(fields);
    }

    /** @param dimensionType of the customers; null when there is none */
    public static AddressLabels of(@Nullable XmlElement dimensionType) {
        Map<Meaning, Integer> fields = new EnumMap<>(Meaning.class);
        for (Meaning meaning : Meaning.values()) {
            for (int field = 1; field <= FIELDS && !fields.containsKey(meaning); field++) {
                String label = label(dimensionType, field);
                if (label != null && meaning.label.matcher(label).find()) {
                    fields.put(meaning, field);
                }
            }
        }
        for (Meaning meaning : Meaning.values()) {
            if (!fields.containsKey(meaning) && !fields.containsValue(meaning.usual)
                    && label(dimensionType, meaning.usual) == null) {
                fields.put(meaning, meaning.usual);
            }
        }
        return new AddressLabels(fields);
    }

    /** What the address says of this; null when no field has the meaning or it is empty. */
    public @Nullable String read(Meaning meaning, XmlElement address) {
        Integer field = fields.get(meaning);
        return field == null ? null : address.textAt("field" + field);
    }

    /** What the address says of this; null when no field has the meaning or it is empty. */
    public @Nullable String read(Meaning meaning, Address address) {
        Integer field = fields.get(meaning);
        return field == null ? null : address.fields().get(field - 1);
    }

    private static @Nullable String label(@Nullable XmlElement dimensionType, int field) {
        return dimensionType == null ? null : dimensionType.textAt("address", "label" + field);
    }
}
