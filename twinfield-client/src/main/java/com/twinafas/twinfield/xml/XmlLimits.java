package com.twinafas.twinfield.xml;

/**
 * What an XML text may be at most; more is refused before it is held in memory.
 *
 * @param characters of the whole text
 * @param depth      of elements in each other
 * @param elements   in all
 * @param attributes of one element
 * @param text       characters of one element's text
 */
public record XmlLimits(int characters, int depth, int elements, int attributes, int text) {

    /** One record: the largest transaction Twinfield allows has 1000 lines (twinfield-api §6). */
    public static final XmlLimits RECORD = new XmlLimits(16 << 20, 32, 200_000, 32, 1 << 20);

    /** A whole answer of the size: wider than a record, so that one bad record does not spoil the others. */
    public static XmlLimits answer(int characters) {
        return new XmlLimits(characters, 500, 20_000_000, 100, characters);
    }
}
