package com.twinafas.pipeline.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of numbers by key, for as many keys as a tenant has records: no object for any of them, but about 34 bytes and 8
 * for each column. A key has its row until it is removed; a new row is all zeros. Not safe for threads: its owner guards
 * it.
 */
public final class KeyTable {

    /** The row of a key that is not there. */
    public static final int NONE = -1;

    private static final int PAGE_ROWS = 1024;
    private static final int FEWEST_SLOTS = 64;

    /** Of a row with its header. Of a row in use that is the key's hash and place, of a free one the next free one. */
    private final int width;
    private final List<long[]> pages = new ArrayList<>();
    private KeyTexts texts = new KeyTexts();
    /** Open addressing: a row's number and one, or 0. */
    private int[] slots = new int[FEWEST_SLOTS];
    private int size;
    private int made;
    private int free = NONE;

    /** @param columns of a row */
    public KeyTable(int columns) {
        width = columns + 1;
    }

    /** The row of the key; {@link #NONE} when it has none. */
    public int row(String key) {
        byte[] text = texts.encode(key);
        return slots[slot(text, hash(text))] - 1;
    }

    public boolean contains(String key) {
        return row(key) != NONE;
    }

    /** The row of the key; a new one when it has none. */
    public int add(String key) {
        byte[] text = texts.encode(key);
        int hash = hash(text);
        int slot = slot(text, hash);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        int row = newRow();
        setHeader(row, hash, texts.add(text));
        slots[slot] = row + 1;
        size++;
        if (size > slots.length / 4 * 3) {
            grow();
        }
        return row;
    }

    /** @return whether it was there */
    public boolean remove(String key) {
        byte[] text = texts.encode(key);
        int slot = slot(text, hash(text));
        int row = slots[slot] - 1;
        if (row == NONE) {
            return false;
        }
        close(slot);
        texts.remove(text);
        setHeader(row, free, KeyTexts.NOWHERE);
        free = row;
        size--;
        if (size == 0) {
            clear();
        } else if (texts.isMostlyWaste()) {
            rewriteTexts();
        }
        return true;
    }

    /** The key of a row that is in use. */
    public String key(int row) {
        return texts.decode(place(row));
    }

    public long get(int row, int column) {
        return page(row)[start(row) + 1 + column];
    }

    public void set(int row, int column, long value) {
        page(row)[start(row) + 1 + column] = value;
    }

    public int size() {
        return size;
    }

    /** The rows in use. Nothing is added or removed while they are gone through. */
    public IntStream rows() {
        return IntStream.range(0, made).filter(row -> place(row) != KeyTexts.NOWHERE);
    }

    /** The rows of keys that begin so, up to and with their second slash: those of an office and kind. */
    public IntStream rows(String beginning) {
        return rows().filter(row -> texts.begins(place(row), beginning));
    }

    private int newRow() {
        if (free != NONE) {
            int row = free;
            free = hash(row);
            Arrays.fill(page(row), start(row), start(row) + width, 0);
            return row;
        }
        if (made == pages.size() * PAGE_ROWS) {
            pages.add(new long[PAGE_ROWS * width]);
        }
        return made++;
    }

    /** Where the key stands, or the first free slot behind where it should. */
    private int slot(byte[] text, int hash) {
        int slot = hash & (slots.length - 1);
        while (slots[slot] != 0 && !isKey(slots[slot] - 1, text, hash)) {
            slot = next(slot);
        }
        return slot;
    }

    private boolean isKey(int row, byte[] text, int hash) {
        return hash(row) == hash && texts.is(place(row), text);
    }

    /** Empties a slot. What stands behind it moves up, so that nothing is looked for past a gap. */
    private void close(int slot) {
        int mask = slots.length - 1;
        int gap = slot;
        for (int other = next(gap); slots[other] != 0; other = next(other)) {
            int wanted = hash(slots[other] - 1) & mask;
            if (((other - wanted) & mask) >= ((other - gap) & mask)) {
                slots[gap] = slots[other];
                gap = other;
            }
        }
        slots[gap] = 0;
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    private void grow() {
        slots = new int[slots.length * 2];
        rows().forEach(row -> {
            int slot = hash(row) & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = next(slot);
            }
            slots[slot] = row + 1;
        });
    }

    private void clear() {
        pages.clear();
        texts = texts.emptied();
        slots = new int[FEWEST_SLOTS];
        made = 0;
        free = NONE;
    }

    private void rewriteTexts() {
        KeyTexts rewritten = texts.emptied();
        rows().forEach(row -> setHeader(row, hash(row), rewritten.add(texts.read(place(row)))));
        texts = rewritten;
    }

    private void setHeader(int row, int hash, int place) {
        page(row)[start(row)] = (long) hash << Integer.SIZE | Integer.toUnsignedLong(place);
    }

    private int hash(int row) {
        return (int) (page(row)[start(row)] >>> Integer.SIZE);
    }

    private int place(int row) {
        return (int) page(row)[start(row)];
    }

    private long[] page(int row) {
        return pages.get(row / PAGE_ROWS);
    }

    private int start(int row) {
        return row % PAGE_ROWS * width;
    }

    /** Keys differ in their last digits only: every bit must count for every slot. */
    private static int hash(byte[] text) {
        int hash = Arrays.hashCode(text);
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }
}
