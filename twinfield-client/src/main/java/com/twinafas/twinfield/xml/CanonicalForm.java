package com.twinafas.twinfield.xml;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The form in which two readings of one state of a record are equal, however they were read. It leaves out what is empty
 * (a single read says {@code <banks/>} where a bulk read says nothing), the record's office (a bulk row has none and
 * the key names it), and attributes that repeat in the user's language what a code says or tell about the answer
 * (twinfield-api §3, §7). Children are sorted by name; those of one name keep their order, or go by {@code id} where
 * they have one. An attribute that is not known counts, so that no change can be missed.
 */
public final class CanonicalForm {

    private static final Set<String> NOISE = Set.of("name", "shortname", "result", "msg", "msgtype", "dimensiontype",
            "locked", "inherit", "fixed", "modified", "inuse", "vatobligatory", "raisewarning", "autobalancevat");

    private static final Comparator<XmlElement> ORDER = Comparator.comparing(XmlElement::name)
            .thenComparingInt(element -> id(element).length()).thenComparing(CanonicalForm::id);

    private CanonicalForm() {
    }

    /** The canonical form of a record's own element. */
    public static XmlElement of(XmlElement record) {
        XmlElement whole = canonical(record);
        return new XmlElement(whole.name(), whole.attributes(),
                whole.children().stream().filter(child -> !child.name().equals("office")).toList(), whole.text());
    }

    /** SHA-256 of the canonical form, in lower-case hexadecimal. */
    public static String hash(XmlElement record) {
        return sha256(Xml.write(of(record)));
    }

    /** SHA-256 of a text in UTF-8, in lower-case hexadecimal. */
    public static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static XmlElement canonical(XmlElement element) {
        TreeMap<String, String> attributes = new TreeMap<>(element.attributes());
        attributes.entrySet()
                .removeIf(attribute -> attribute.getValue().isEmpty() || NOISE.contains(attribute.getKey()));
        List<XmlElement> children = element.children().stream().map(CanonicalForm::canonical)
                .filter(child -> !isEmpty(child)).sorted(ORDER).toList();
        return new XmlElement(element.name(), attributes, children, element.text());
    }

    private static boolean isEmpty(XmlElement element) {
        return element.text().isEmpty() && element.children().isEmpty() && element.attributes().isEmpty();
    }

    /** Shorter before longer, so that 10 comes after 9. */
    private static String id(XmlElement element) {
        return element.attributes().getOrDefault("id", "");
    }
}
