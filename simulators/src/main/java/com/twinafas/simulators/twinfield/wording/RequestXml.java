package com.twinafas.simulators.twinfield.wording;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads what clients send. */
public final class RequestXml {

    private static final DocumentBuilderFactory FACTORY = factory();

    private RequestXml() {
    }

    private static DocumentBuilderFactory factory() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setExpandEntityReferences(false);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The root element; empty when the text is not well-formed. */
    public static Optional<Element> parse(String xml) {
        try {
            DocumentBuilder builder;
            synchronized (FACTORY) {
                builder = FACTORY.newDocumentBuilder();
            }
            builder.setErrorHandler(QUIET);
            Document document = builder.parse(new InputSource(new StringReader(xml)));
            return Optional.of(document.getDocumentElement());
        } catch (SAXException e) {
            return Optional.empty();
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The child elements, in order. */
    public static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    /** The first child with this local name. */
    public static Optional<Element> child(Element parent, String name) {
        return children(parent).stream().filter(element -> element.getLocalName().equals(name)).findFirst();
    }

    /** Text of the first child with this local name, trimmed; empty without. */
    public static String text(Element parent, String name) {
        return child(parent, name).map(element -> element.getTextContent().strip()).orElse("");
    }

    /** Whether comments, or white space between elements, stand in it: Twinfield refuses both (twinfield-api §2.1). */
    public static boolean hasNoise(Element element) {
        NodeList nodes = element.getChildNodes();
        boolean elements = !children(element).isEmpty();
        for (int i = 0; i < nodes.getLength(); i++) {
            org.w3c.dom.Node node = nodes.item(i);
            if (node.getNodeType() == org.w3c.dom.Node.COMMENT_NODE
                    || (elements && node.getNodeType() == org.w3c.dom.Node.TEXT_NODE && node.getTextContent().isBlank())
                    || (node instanceof Element child && hasNoise(child))) {
                return true;
            }
        }
        return false;
    }

    /** The element again, as part of an answer. */
    public static Node echo(Element element) {
        Node copy = Node.of(element.getLocalName());
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            org.w3c.dom.Node attribute = element.getAttributes().item(i);
            if (!attribute.getNodeName().startsWith("xmlns")) {
                copy.attribute(attribute.getNodeName(), attribute.getNodeValue());
            }
        }
        List<Element> children = children(element);
        if (children.isEmpty()) {
            copy.text(element.getTextContent());
        }
        children.forEach(child -> copy.add(echo(child)));
        return copy;
    }

    /** A parser that writes to the error stream by itself is of no use here. */
    private static final ErrorHandler QUIET = new ErrorHandler() {
        @Override
        public void warning(SAXParseException exception) {
            // Not worth a word: the text is read anyway.
        }

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    };
}
