package com.twinafas.pipeline.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of keys one behind the other in pages. What keys have in common, office and kind up to the second slash, is
 * kept once and stands in each as a number. What was removed stays as waste until all are written anew.
 */
final class KeyTexts {

    /** No text stands there. */
    static final int NOWHERE = 0;

    private static final int PAGE = 1 << Short.SIZE;
    private static final int MOST_BEGINNINGS = 1 << Short.SIZE;
    /** In place of a length that takes more than its one byte. */
    private static final int LONG = 0xFF;

    private final Map<String, Integer> numbers;
    private final List<String> beginnings;
    private final List<byte[]> pages = new ArrayList<>();
    private int end = PAGE;
    private long used;
    private long wasted;

    KeyTexts() {
        this(new HashMap<>(), new ArrayList<>());
        number("");
    }

    private KeyTexts(Map<String, Integer> numbers, List<String> beginnings) {
        this.numbers = numbers;
        this.beginnings = beginnings;
    }

    /** One without texts, in which every key is written as in this one. */
    KeyTexts emptied() {
        return new KeyTexts(numbers, beginnings);
    }

    /** The key as it stands in a page: number of its beginning, length of the rest, the rest. */
    byte[] encode(String key) {
        int cut = key.indexOf('/', key.indexOf('/') + 1) + 1;
        int number = number(key.substring(0, cut));
        byte[] rest = (number == 0 ? key : key.substring(cut)).getBytes(StandardCharsets.UTF_8);
        boolean isLong = rest.length >= LONG;
        ByteBuffer text = ByteBuffer
                .allocate(Short.BYTES + Byte.BYTES + (isLong ? Integer.BYTES : 0) + rest.length)
                .putShort((short) number).put((byte) (isLong ? LONG : rest.length));
        if (isLong) {
            text.putInt(rest.length);
        }
        return text.put(rest).array();
    }

    /** @return its place from now on */
    int add(byte[] text) {
        if (end + text.length > PAGE) {
            // The first byte stays empty: no text has the place that is none.
            pages.add(new byte[Math.max(PAGE, 1 + text.length)]);
            end = 1;
        }
        System.arraycopy(text, 0, pages.getLast(), end, text.length);
        int place = (pages.size() - 1) << Short.SIZE | end;
        end += text.length;
        used += text.length;
        return place;
    }

    void remove(byte[] text) {
        wasted += text.length;
    }

    boolean isMostlyWaste() {
        return wasted > PAGE && wasted > used / 2;
    }

    boolean is(int place, byte[] text) {
        byte[] page = page(place);
        int start = start(place);
        return start + text.length <= page.length
                && Arrays.equals(page, start, start + text.length, text, 0, text.length);
    }

    byte[] read(int place) {
        ByteBuffer text = at(place);
        text.getShort();
        int length = length(text);
        return Arrays.copyOfRange(page(place), start(place), text.position() + length);
    }

    String decode(int place) {
        ByteBuffer text = at(place);
        String beginning = beginnings.get(Short.toUnsignedInt(text.getShort()));
        int length = length(text);
        return beginning + new String(page(place), text.position(), length, StandardCharsets.UTF_8);
    }

    /** Whether the key that stands there has this beginning, which ends with its second slash. */
    boolean begins(int place, String beginning) {
        int number = numbers.getOrDefault(beginning, 0);
        return Short.toUnsignedInt(at(place).getShort()) == number
                && (number != 0 || decode(place).startsWith(beginning));
    }

    /** The number of a beginning; 0 when there are too many, and then it stands in each of its keys. */
    private int number(String beginning) {
        Integer number = numbers.get(beginning);
        if (number != null || beginnings.size() == MOST_BEGINNINGS) {
            return number == null ? 0 : number;
        }
        beginnings.add(beginning);
        numbers.put(beginning, beginnings.size() - 1);
        return beginnings.size() - 1;
    }

    private ByteBuffer at(int place) {
        return ByteBuffer.wrap(page(place)).position(start(place));
    }

    private byte[] page(int place) {
        return pages.get(place >>> Short.SIZE);
    }

    private static int start(int place) {
        return place & PAGE - 1;
    }

    private static int length(ByteBuffer text) {
        int length = Byte.toUnsignedInt(text.get());
        return length == LONG ? text.getInt() : length;
    }
}
