package com.twinafas.twinfield.xml;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;

import com.twinafas.twinfield.xml.UnreadableXml.Reason;

/** The characters of a text on their way to the parser: counted, and without white space before the first of them. */
final class XmlCharacters extends Reader {

    private final int limit;
    private Reader from;
    private int count;
    private boolean ended;

    XmlCharacters(Reader from, int limit) {
        this.from = from;
        this.limit = limit;
    }

    /** Whether there was nothing but white space. */
    boolean isEmpty() {
        return ended && count == 0;
    }

    /** Whether nothing comes after the character of this number. */
    boolean isEnd(int offset) {
        return ended && offset >= count - 1;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        int read = fill(into, offset, length);
        while (count == 0 && read > 0) {
            int blank = blank(into, offset, read);
            if (blank < read) {
                System.arraycopy(into, offset + blank, into, offset, read - blank);
                read -= blank;
                break;
            }
            read = fill(into, offset, length);
        }
        if (read < 0) {
            ended = true;
            return read;
        }
        if (read > limit - count) {
            throw Xml.tooLarge("characters", limit);
        }
        count += read;
        return read;
    }

    private int fill(char[] into, int offset, int length) throws IOException {
        try {
            return from.read(into, offset, length);
        } catch (CharacterCodingException e) {
            throw new UnreadableXml(Reason.WRONG_ENCODING, "The bytes are not of the encoding they should be");
        }
    }

    private static int blank(char[] text, int offset, int length) {
        int blank = 0;
        while (blank < length && Character.isWhitespace(text[offset + blank])) {
            blank++;
        }
        return blank;
    }

    /** The parser's factory remembers its last reader: it shall not hold a whole answer by that. */
    @Override
    public void close() throws IOException {
        from.close();
        from = Reader.nullReader();
    }
}
