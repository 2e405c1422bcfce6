package com.twinafas.twinfield.xml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.xml.UnreadableXml.Reason;

/** Walks over the elements of one text within limits. The only place that makes an XML parser. */
final class XmlCursor implements AutoCloseable {

    private static final XMLInputFactory FACTORY = hardenedFactory();

    private final String text;
    private final XmlLimits limits;
    private final XMLStreamReader reader;
    private int depth;
    private int elements;

    XmlCursor(String answer, XmlLimits limits) {
        this.text = answer.strip();
        this.limits = limits;
        if (text.isEmpty()) {
            throw new UnreadableXml(Reason.EMPTY, "There is nothing");
        }
        if (text.length() > limits.characters()) {
            throw Xml.tooLarge("characters", limits.characters());
        }
        try {
            reader = FACTORY.createXMLStreamReader(new StringReader(text));
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    private static XMLInputFactory hardenedFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // The parser counts every &lt; as an entity, of which an answer that holds records has hundreds of thousands;
        // no others can be declared, and our own limits hold.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing is fetched");
        });
        return factory;
    }

    /** Moves to the root element. */
    void root() {
        advance(null);
    }

    /** The element whose start this stands at; afterwards it stands at its end. */
    XmlElement element() {
        String name = reader.getLocalName();
        SortedMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i).strip());
        }
        List<XmlElement> children = new ArrayList<>();
        StringBuilder content = new StringBuilder();
        while (advance(content) == XMLStreamConstants.START_ELEMENT) {
            children.add(element());
        }
        return new XmlElement(name, attributes, children, content.toString().strip());
    }

    /** Reads to the end of the text, so that all of it is known to be well-formed and within limits. */
    void finish() {
        while (advance(null) != XMLStreamConstants.END_DOCUMENT) {
            // What stands there does not matter.
        }
    }

    private int advance(@Nullable StringBuilder content) {
        try {
            while (true) {
                int event = reader.next();
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        started();
                        return event;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return event;
                    }
                    case XMLStreamConstants.END_DOCUMENT -> {
                        return event;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (content != null) {
                            add(content);
                        }
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE,
                            XMLStreamConstants.ENTITY_DECLARATION ->
                        throw new UnreadableXml(Reason.FORBIDDEN,
                                "A document type or entity, " + where(reader.getLocation()));
                    default -> {
                        // Comments, processing instructions and white space mean nothing to us.
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    private void started() {
        if (++depth > limits.depth()) {
            throw Xml.tooLarge("elements in each other", limits.depth());
        }
        if (++elements > limits.elements()) {
            throw Xml.tooLarge("elements", limits.elements());
        }
        if (reader.getAttributeCount() > limits.attributes()) {
            throw Xml.tooLarge("attributes of one element", limits.attributes());
        }
    }

    private void add(StringBuilder content) {
        if (content.length() + reader.getTextLength() > limits.text()) {
            throw Xml.tooLarge("characters of one element's text", limits.text());
        }
        content.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    }

    private UnreadableXml unreadable(XMLStreamException e) {
        Location location = e.getLocation();
        boolean atEnd = location != null && location.getCharacterOffset() >= text.length() - 1;
        return atEnd
                ? new UnreadableXml(Reason.TRUNCATED, "It ends too early, " + where(location))
                : new UnreadableXml(Reason.MALFORMED, "It is not well-formed, " + where(location));
    }

    private static String where(@Nullable Location location) {
        return location == null
                ? "at an unknown place"
                : "line " + location.getLineNumber() + " column " + location.getColumnNumber();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A reader of a string does not close", e);
        }
    }
}
