package com.twinafas.twinfield.xml;

import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.util.function.Supplier;

/** An XML text that can be read as often as needed, so that nobody has to hold it as characters. */
@FunctionalInterface
public interface XmlSource {

    /** Its characters from the first on. */
    Reader open();

    /** A text that is decoded already; an encoding it declares does not count. */
    static XmlSource of(String text) {
        return () -> new StringReader(text);
    }

    /** Bytes, read by their byte order mark or the encoding they declare; UTF-8 when there is neither. */
    static XmlSource of(Supplier<InputStream> bytes) {
        return () -> Xml.decode(bytes.get());
    }

    /** What stands as text in the first element of the name: XML in XML. */
    default XmlSource textOf(String name, XmlLimits limits) {
        return () -> {
            XmlCursor cursor = new XmlCursor(this, limits);
            cursor.moveTo(name);
            return cursor.text();
        };
    }
}
