package com.twinafas.mapper.customer;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.xml.XmlElement;

/**
 * Which of the six free fields of an address means what: that is set for each office in the dimension type
 * (twinfield-api §4.2). Without labels Twinfield's Dutch default counts: attention, address, second line, VAT, KvK.
 */
final class AddressLabels {

    /** What a field can mean. */
    enum Meaning {
        ATTENTION("t\\.?a\\.?v|attn|attention|contact|aandacht|z\\.? ?h", 1),
        STREET("^(?:bezoek)?adres|^straat|^street|^address|^stra[sß]s?e|^adresse|^rue", 2),
        EXTRA("postadres|adres ?(?:regel )?2|address ?(?:line )?2|extra|gebouw", 3),
        VAT("btw|\\bvat\\b|tva|ust|mwst|omzetbelasting", 4),
        KVK("kvk|k\\.v\\.k|kamer van koophandel|coc|chamber|handelsreg|siren|siret", 5);

        private final Pattern label;
        private final int usual;

        Meaning(String label, int usual) {
            this.label = Pattern.compile(label, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            this.usual = usual;
        }
    }

    private static final int FIELDS = 6;

    private final Map<Meaning, Integer> fields = new EnumMap<>(Meaning.class);

    /** @param dimensionType of the customers; null when there is none */
    AddressLabels(@Nullable XmlElement dimensionType) {
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
    }

    /** The field of an address that has the meaning; null when no field has it or it is empty. */
    @Nullable
    String of(Meaning meaning, XmlElement address) {
        Integer field = fields.get(meaning);
        return field == null ? null : address.textAt("field" + field);
    }

    private static @Nullable String label(@Nullable XmlElement dimensionType, int field) {
        return dimensionType == null ? null : dimensionType.textAt("address", "label" + field);
    }
}
