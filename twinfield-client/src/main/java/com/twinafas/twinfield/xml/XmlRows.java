package com.twinafas.twinfield.xml;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.xml.UnreadableXml.Reason;

/**
 * Cuts records out of an answer, one at a time: the single one that is its root, or the rows under a root that holds
 * many. The text is known to be well-formed; the parser's offsets are not exact, so the tags are counted here.
 */
public final class XmlRows implements Iterator<String>, AutoCloseable {

    private static final int END = -1;

    private final Reader text;
    private final Set<String> names;
    private final char[] buffer = new char[8192];
    private int position;
    private int filled;
    /** The markup that is being read; of a record all of it up to here. */
    private final StringBuilder kept = new StringBuilder();
    private int depth;
    private @Nullable String next;

    private XmlRows(Reader text, Set<String> names) {
        this.text = text;
        this.names = names;
    }

    /**
     * Each record's own element as it stands in the answer, untouched.
     *
     * @param answer that {@link Xml#check} found well-formed
     * @param names  of records, for example {@code dimension}; the root or its direct children, other elements are
     *               left out
     */
    public static XmlRows of(XmlSource answer, Set<String> names) {
        XmlRows rows = new XmlRows(answer.open(), names);
        rows.next = rows.cut();
        return rows;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public String next() {
        String row = next;
        if (row == null) {
            throw new NoSuchElementException();
        }
        next = cut();
        return row;
    }

    private @Nullable String cut() {
        int recordDepth = 0;
        for (int c = read(); c != END; c = read()) {
            boolean inRecord = recordDepth > 0;
            if (!inRecord) {
                kept.setLength(0);
            }
            kept.append((char) c);
            if (c != '<') {
                continue;
            }
            Tag tag = markup();
            if (tag.opens) {
                depth++;
                if (!inRecord && depth <= 2 && names.contains(name())) {
                    recordDepth = depth;
                }
            }
            if (tag.closes) {
                depth--;
                if (recordDepth > depth) {
                    return kept.toString();
                }
            }
        }
        close();
        return null;
    }

    /** What a piece of markup does to the depth. */
    private enum Tag {
        OPEN(true, false),
        CLOSE(false, true),
        EMPTY(true, true),
        NONE(false, false);

        private final boolean opens;
        private final boolean closes;

        Tag(boolean opens, boolean closes) {
            this.opens = opens;
            this.closes = closes;
        }
    }

    private Tag markup() {
        switch (keep()) {
            case '?' -> keepTo("?>");
            case '!' -> keepTo(keep() == '[' ? "]]>" : "-->");
            case '/' -> {
                keepTo(">");
                return Tag.CLOSE;
            }
            default -> {
                keepTag();
                return kept.charAt(kept.length() - 2) == '/' ? Tag.EMPTY : Tag.OPEN;
            }
        }
        return Tag.NONE;
    }

    private void keepTo(String end) {
        int start = kept.length();
        boolean found = false;
        while (!found) {
            int length = keep() == '>' ? kept.length() : start;
            found = length - start >= end.length() && kept.substring(length - end.length()).equals(end);
        }
    }

    /** A quoted attribute may hold the sign that ends a tag. */
    private void keepTag() {
        char quote = 0;
        while (true) {
            char c = keep();
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return;
            }
        }
    }

    private String name() {
        int end = 1;
        while (" \t\r\n/>".indexOf(kept.charAt(end)) < 0) {
            end++;
        }
        return kept.substring(1, end);
    }

    private char keep() {
        int c = read();
        if (c == END) {
            throw new UnreadableXml(Reason.TRUNCATED, "It ends within a tag");
        }
        kept.append((char) c);
        return (char) c;
    }

    private int read() {
        if (position == filled) {
            try {
                filled = text.read(buffer, 0, buffer.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            position = 0;
            if (filled < 0) {
                filled = 0;
                return END;
            }
        }
        return buffer[position++];
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
