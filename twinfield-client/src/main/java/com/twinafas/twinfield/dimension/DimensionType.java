package com.twinafas.twinfield.dimension;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.value.Coded;
import com.twinafas.twinfield.value.Fields;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * The settings of a dimension type in an office.
 *
 * @param mask       that codes must fit
 * @param levels     by ledger part: {@code financials}, {@code time}, …
 * @param labelTexts as they are written, by element
 */
public record DimensionType(@Nullable Coded office, String code, @Nullable String status, @Nullable String name,
        @Nullable String shortName, @Nullable String mask, @Nullable Integer touched, Map<String, String> levels,
        Map<String, String> labelTexts, AddressLabels labels) {

    /** @param element {@code dimensiontype} */
    public static DimensionType of(XmlElement element) {
        Fields fields = Fields.of(element);
        return new DimensionType(fields.coded("office"), fields.required("code"), fields.attribute("status"),
                fields.text("name"), fields.text("shortname"), fields.text("mask"), fields.whole("touched"),
                texts(element.child("levels")), texts(element.child("address")),
                AddressLabels.of(element));
    }

    private static Map<String, String> texts(@Nullable XmlElement parent) {
        Map<String, String> texts = new TreeMap<>();
        if (parent != null) {
            parent.children().forEach(child -> texts.put(child.name(), child.text()));
        }
        return texts;
    }
}
