package com.twinafas.twinfield.office;

import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.value.Fields;
import com.twinafas.twinfield.value.InvalidValue;
import com.twinafas.twinfield.xml.XmlElement;

/** An office, as the list of offices shows it (twinfield-api §4.1). */
public record Office(String code, @Nullable String name, @Nullable String shortName) {

    /**
     * @param element a row of the list
     * @throws InvalidValue when it has no code
     */
    public static Office of(XmlElement element) {
        return new Office(Fields.of(XmlElement.of("row", java.util.List.of(element))).required("office"),
                element.attribute("name"), element.attribute("shortname"));
    }
}
