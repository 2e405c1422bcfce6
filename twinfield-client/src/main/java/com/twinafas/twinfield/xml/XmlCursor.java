package com.twinafas.twinfield.xml;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
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

    private final XmlCharacters characters;
    private final XmlLimits limits;
    private final XMLStreamReader reader;
    private int depth;
    private int elements;

    XmlCursor(XmlSource source, XmlLimits limits) {
        this.characters = new XmlCharacters(source.open(), limits.characters());
        this.limits = limits;
        try {
            reader = FACTORY.createXMLStreamReader(characters);
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

    /** Moves to the start of the first element of the name. */
    void moveTo(String name) {
        while (true) {
            int event = advance(null);
            if (event == XMLStreamConstants.END_DOCUMENT) {
                throw new UnreadableXml(Reason.MALFORMED, "An element is missing");
            }
            if (event == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals(name)) {
                return;
            }
        }
    }

    /**
     * The element whose start this stands at; afterwards it stands at its end.
     *
     * @param withoutText names of elements whose text is left out
     */
    XmlElement element(Set<String> withoutText) {
        List<XmlElement> children = new ArrayList<>();
        return element(withoutText, children::add, children);
    }

    /**
     * As {@link #element(Set)}, without its children of one name: each is handed over as it is read, and not kept.
     */
    XmlElement element(String row, Consumer<XmlElement> each) {
        List<XmlElement> others = new ArrayList<>();
        return element(Set.of(), child -> {
            if (child.name().equals(row)) {
                each.accept(child);
            } else {
                others.add(child);
            }
        }, others);
    }

    /** @param children those that belong to it when all were handed over */
    private XmlElement element(Set<String> withoutText, Consumer<XmlElement> each, List<XmlElement> children) {
        String name = reader.getLocalName();
        SortedMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i).strip());
        }
        StringBuilder content = new StringBuilder();
        StringBuilder kept = withoutText.contains(name) ? null : content;
        while (advance(kept) == XMLStreamConstants.START_ELEMENT) {
            each.accept(element(withoutText));
        }
        return new XmlElement(name, attributes, children, content.toString().strip());
    }

    /** The text of the element whose start this stands at, as it comes; closing it closes this. */
    Reader text() {
        return new ElementText();
    }

    /** Reads to the end of the text, so that all of it is known to be well-formed and within limits. */
    void finish() {
        while (advance(null) != XMLStreamConstants.END_DOCUMENT) {
            // What stands there does not matter.
        }
    }

    private int advance(@Nullable StringBuilder content) {
        while (true) {
            int event = step();
            if (event != XMLStreamConstants.CHARACTERS) {
                return event;
            }
            if (content != null) {
                add(content);
            }
        }
    }

    private int step() {
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
                        return XMLStreamConstants.CHARACTERS;
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
        if (characters.isEmpty()) {
            return new UnreadableXml(Reason.EMPTY, "There is nothing");
        }
        Location location = e.getLocation();
        boolean atEnd = location != null && characters.isEnd(location.getCharacterOffset());
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
            characters.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A reader of characters does not close", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Many small pieces, for every escaped sign is one, put together to as much as is asked for. */
    private final class ElementText extends Reader {

        private int position;
        private int left;
        private int within;
        private boolean ended;

        @Override
        public int read(char[] into, int offset, int length) {
            int filled = 0;
            while (filled < length && (left > 0 || isMore())) {
                int part = Math.min(left, length - filled);
                System.arraycopy(reader.getTextCharacters(), position, into, offset + filled, part);
                filled += part;
                position += part;
                left -= part;
            }
            return filled == 0 && length > 0 ? -1 : filled;
        }

        private boolean isMore() {
            while (!ended && left == 0) {
                int event = step();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    within++;
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    ended = within-- == 0;
                } else if (within == 0) {
                    position = reader.getTextStart();
                    left = reader.getTextLength();
                }
            }
            return !ended;
        }

        @Override
        public void close() {
            XmlCursor.this.close();
        }
    }
}
