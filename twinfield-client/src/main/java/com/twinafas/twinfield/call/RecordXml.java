package com.twinafas.twinfield.call;

import java.nio.charset.StandardCharsets;

import com.twinafas.twinfield.xml.XmlElement;

/**
 * A record as Twinfield gave it.
 *
 * @param text    its own element, cut untouched out of the answer
 * @param element the same, read
 */
public record RecordXml(String text, XmlElement element) {

    /** The text in UTF-8. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
