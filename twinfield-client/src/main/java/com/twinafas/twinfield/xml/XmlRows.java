package com.twinafas.twinfield.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts records out of an answer: the single one that is its root, or the rows under a root that holds many. The parser
 * vouches that the text is well-formed; its offsets are not exact, so the tags are counted here.
 */
public final class XmlRows {

    private final String text;
    private final Set<String> names;
    private final List<String> rows = new ArrayList<>();
    private int position;

    private XmlRows(String text, Set<String> names) {
        this.text = text;
        this.names = names;
    }

    /**
     * Each record's own element as it stands in the answer, untouched.
     *
     * @param names of records, for example {@code dimension}; the root or its direct children, other elements are
     *              left out
     * @throws UnreadableXml when the answer as a whole cannot be read
     */
    public static List<String> cut(String answer, Set<String> names, XmlLimits limits) {
        try (XmlCursor cursor = new XmlCursor(answer, limits)) {
            cursor.finish();
        }
        XmlRows cut = new XmlRows(answer, names);
        cut.scan();
        return cut.rows;
    }

    private void scan() {
        int depth = 0;
        int start = -1;
        int startDepth = 0;
        while ((position = text.indexOf('<', position)) >= 0) {
            int tag = position;
            if (text.startsWith("<!--", tag)) {
                skipTo("-->");
            } else if (text.startsWith("<![CDATA[", tag)) {
                skipTo("]]>");
            } else if (text.startsWith("<?", tag)) {
                skipTo("?>");
            } else {
                boolean end = text.charAt(tag + 1) == '/';
                skipTag();
                if (!end) {
                    depth++;
                    if (start < 0 && depth <= 2 && names.contains(name(tag + 1))) {
                        start = tag;
                        startDepth = depth;
                    }
                }
                if (end || text.charAt(position - 2) == '/') {
                    if (start >= 0 && depth == startDepth) {
                        rows.add(text.substring(start, position));
                        start = -1;
                    }
                    depth--;
                }
            }
        }
    }

    private void skipTo(String end) {
        position = text.indexOf(end, position) + end.length();
    }

    /** A quoted attribute may hold the sign that ends a tag. */
    private void skipTag() {
        char quote = 0;
        while (true) {
            char c = text.charAt(position++);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return;
            }
        }
    }

    private String name(int start) {
        int end = start;
        while (" \t\r\n/>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(start, end);
    }
}
