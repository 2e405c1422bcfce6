package com.twinafas.twinfield.xml;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.twinafas.twinfield.xml.UnreadableXml.Reason;

/** Reads and writes Twinfield's XML. Reading forbids document types, so that no entity can be declared or fetched. */
public final class Xml {

    private static final Pattern DECLARED = Pattern
            .compile("^<\\?xml[^>]{0,100}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,20})[\"']");
    private static final Map<String, Charset> CHARSETS = Map.of("utf-8", StandardCharsets.UTF_8, "us-ascii",
            StandardCharsets.US_ASCII, "iso-8859-1", StandardCharsets.ISO_8859_1);

    /** Bytes that the declaration of the encoding is looked for in. */
    private static final int HEAD = 200;

    private Xml() {
    }

    /**
     * The root element of a record.
     *
     * @throws UnreadableXml when it is malformed, truncated, wrongly encoded, too large or has a document type
     */
    public static XmlElement parse(byte[] bytes) {
        return parse(bytes, XmlLimits.RECORD);
    }

    /** As {@link #parse(byte[])}, within limits of one's own. */
    public static XmlElement parse(byte[] bytes, XmlLimits limits) {
        return parse(XmlSource.of(() -> new ByteArrayInputStream(bytes)), limits);
    }

    /** The root element of a text that is decoded already; an encoding it declares does not count. */
    public static XmlElement parse(String text, XmlLimits limits) {
        return parse(XmlSource.of(text), limits);
    }

    /** The root element. */
    public static XmlElement parse(XmlSource source, XmlLimits limits) {
        return parse(source, limits, Set.of());
    }

    /**
     * The root element.
     *
     * @param withoutText names of elements whose text is left out, to be read with {@link XmlSource#textOf}
     */
    public static XmlElement parse(XmlSource source, XmlLimits limits, Set<String> withoutText) {
        try (XmlCursor cursor = new XmlCursor(source, limits)) {
            cursor.root();
            XmlElement root = cursor.element(withoutText);
            cursor.finish();
            return root;
        }
    }

    /**
     * The root element without its rows, of which there may be very many: each is handed over as it is read, and not kept.
     *
     * @param row name of those children of the root
     */
    public static XmlElement parse(XmlSource source, XmlLimits limits, String row, Consumer<XmlElement> each) {
        try (XmlCursor cursor = new XmlCursor(source, limits)) {
            cursor.root();
            XmlElement root = cursor.element(row, each);
            cursor.finish();
            return root;
        }
    }

    /** Reads it to its end and keeps nothing; what is wrong with it is thrown as by {@link #parse(byte[])}. */
    public static void check(XmlSource source, XmlLimits limits) {
        try (XmlCursor cursor = new XmlCursor(source, limits)) {
            cursor.finish();
        }
    }

    /** Bytes as text, by their byte order mark or the encoding they declare; UTF-8 when there is neither. */
    static Reader decode(InputStream bytes) {
        try {
            InputStream buffered = new BufferedInputStream(bytes);
            buffered.mark(HEAD);
            byte[] head = buffered.readNBytes(HEAD);
            buffered.reset();
            Charset charset = StandardCharsets.UTF_8;
            if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
                buffered.skipNBytes(3);
            } else if (startsWith(head, 0xFE, 0xFF) || startsWith(head, 0xFF, 0xFE)) {
                charset = StandardCharsets.UTF_16;
            } else {
                charset = declared(new String(head, StandardCharsets.ISO_8859_1).strip());
            }
            return new InputStreamReader(buffered, charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Charset declared(String head) {
        Matcher declared = DECLARED.matcher(head);
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        Charset charset = CHARSETS.get(declared.group(1).toLowerCase(java.util.Locale.ROOT));
        if (charset == null) {
            throw new UnreadableXml(Reason.WRONG_ENCODING, "The encoding that is declared is not supported");
        }
        return charset;
    }

    /** The element without declaration, comments or white space between elements, as Twinfield asks (§2.1). */
    public static String write(XmlElement element) {
        StringBuilder text = new StringBuilder(256);
        write(element, text);
        return text.toString();
    }

    private static void write(XmlElement element, StringBuilder out) {
        out.append('<').append(element.name());
        element.attributes().forEach((name, value) -> {
            out.append(' ').append(name).append("=\"");
            escape(value, out);
            out.append('"');
        });
        if (element.children().isEmpty() && element.text().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        escape(element.text(), out);
        element.children().forEach(child -> write(child, out));
        out.append("</").append(element.name()).append('>');
    }

    /** Text as it stands in element content or a quoted attribute. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        escape(text, out);
        return out.toString();
    }

    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                case '\n' -> out.append("&#10;");
                case '\t' -> out.append("&#9;");
                default -> {
                    if (c < ' ' || c >= 0xFFFE) {
                        throw new IllegalArgumentException("Character " + (int) c + " cannot stand in XML");
                    }
                    out.append(c);
                }
            }
        }
    }

    static UnreadableXml tooLarge(String what, int limit) {
        return new UnreadableXml(Reason.TOO_LARGE, limit + " " + what);
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
