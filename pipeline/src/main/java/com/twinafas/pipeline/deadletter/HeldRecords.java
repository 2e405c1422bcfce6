package com.twinafas.pipeline.deadletter;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.table.KeyTable;

/**
 * Which dead letters each cause keeps open, however many. Not safe for threads: its owner guards it.
 *
 * @param <C> cause
 */
public final class HeldRecords<C> {

    private static final int CAUSE = 0;

    private final KeyTable letters = new KeyTable(1);
    private final Map<C, Holding<C>> holdings = new HashMap<>();
    private final Map<Long, Holding<C>> byNumber = new HashMap<>();
    private long next;

    private static final class Holding<C> {
        private final C cause;
        private final long number;
        private int letters;

        Holding(C cause, long number) {
            this.cause = cause;
            this.number = number;
        }
    }

    /**
     * A dead letter stands open.
     *
     * @param letter its key: record key and stage
     * @return the cause that kept it open before; null when none did
     */
    public @Nullable C hold(String letter, C cause) {
        C before = release(letter);
        Holding<C> holding = holdings.computeIfAbsent(cause, one -> new Holding<>(one, next++));
        byNumber.put(holding.number, holding);
        holding.letters++;
        letters.set(letters.add(letter), CAUSE, holding.number);
        return before;
    }

    /**
     * The record went on or was discarded.
     *
     * @return the cause that kept the letter open; null when none did
     */
    public @Nullable C release(String letter) {
        int row = letters.row(letter);
        if (row == KeyTable.NONE) {
            return null;
        }
        Holding<C> holding = holding(row);
        letters.remove(letter);
        holding.letters--;
        if (holding.letters == 0) {
            holdings.remove(holding.cause);
            byNumber.remove(holding.number);
        }
        return holding.cause;
    }

    public boolean isHolding(C cause) {
        return holdings.containsKey(cause);
    }

    /** Keys of the dead letters that a cause keeps open, in no order. */
    public Stream<String> letters(C cause) {
        Holding<C> holding = holdings.get(cause);
        return holding == null
                ? Stream.empty()
                : letters.rows().filter(row -> letters.get(row, CAUSE) == holding.number).mapToObj(letters::key);
    }

    /** Every open dead letter with its cause, in no order. */
    public void forEach(BiConsumer<String, C> each) {
        letters.rows().forEach(row -> each.accept(letters.key(row), holding(row).cause));
    }

    private Holding<C> holding(int row) {
        Holding<C> holding = byNumber.get(letters.get(row, CAUSE));
        if (holding == null) {
            throw new IllegalStateException("A letter without a cause");
        }
        return holding;
    }
}
