package com.twinafas.mapper.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.schemas.key.RecordKey;

/**
 * Records that wait for others, and which of them are due for another try. A record waits at most once: a newer
 * revision takes the place of an older one. Where they stand is kept on {@code mapper.waiting}; this is its image.
 */
final class WaitingRecords {

    private static final int REVISION = 0;
    private static final int OFFSET = 1;
    private static final int NEEDS = 2;
    private static final int COLUMNS = 3;

    /**
     * One record that waits.
     *
     * @param offset of the raw record in its topic
     * @param needs  keys of the records it needs
     */
    record Entry(RecordKey key, long revision, long offset, Set<String> needs) {
        Entry {
            needs = Set.copyOf(needs);
        }
    }

    /** What some records wait for. */
    private static final class Needs {
        private final long number;
        private final Set<String> keys;
        private int records;

        Needs(long number, Set<String> keys) {
            this.number = number;
            this.keys = keys;
        }
    }

    private final KeyTable records = new KeyTable(COLUMNS);
    private final Map<Set<String>, Needs> needs = new HashMap<>();
    private final Map<Long, Needs> needsByNumber = new HashMap<>();
    /** Numbers of needs by what fulfils them: a record, or a kind of an office that is complete. */
    private final Map<String, Set<Long>> needsByTrigger = new HashMap<>();
    private final Set<Long> fulfilled = new HashSet<>();
    /** Rows of records. */
    private final BitSet due = new BitSet();
    private long nextNumber;
    private int nextDue;

    void put(Entry entry) {
        remove(entry.key().toString());
        Needs waited = needs.computeIfAbsent(entry.needs(), this::begin);
        waited.records++;
        int row = records.add(entry.key().toString());
        records.set(row, REVISION, entry.revision());
        records.set(row, OFFSET, entry.offset());
        records.set(row, NEEDS, waited.number);
    }

    /** @return whether it was waiting */
    boolean remove(String key) {
        int row = records.row(key);
        if (row == KeyTable.NONE) {
            return false;
        }
        Needs waited = needsOf(row);
        waited.records--;
        if (waited.records == 0) {
            end(waited);
        }
        due.clear(row);
        return records.remove(key);
    }

    /** What is new makes due whoever waits for it. */
    void arrived(String one) {
        fulfilled.addAll(needsByTrigger.getOrDefault(one, Set.of()));
    }

    /** After a start nobody knows what was new meanwhile. */
    void allDue() {
        records.rows().forEach(due::set);
    }

    boolean hasDue() {
        settle();
        return !due.isEmpty();
    }

    /** Takes the next ones that are due, at most so many. */
    List<Entry> takeDue(int most) {
        settle();
        List<Entry> taken = new ArrayList<>();
        while (taken.size() < most && !due.isEmpty()) {
            int row = due.nextSetBit(nextDue);
            if (row < 0) {
                row = due.nextSetBit(0);
            }
            due.clear(row);
            nextDue = row + 1;
            taken.add(entry(row));
        }
        return taken;
    }

    @Nullable
    Entry get(RecordKey key) {
        int row = records.row(key.toString());
        return row == KeyTable.NONE ? null : entry(row);
    }

    int size() {
        return records.size();
    }

    /** Going through all of them once is less than keeping a list of who waits for what. */
    private void settle() {
        if (!fulfilled.isEmpty()) {
            records.rows().filter(row -> fulfilled.contains(records.get(row, NEEDS))).forEach(due::set);
            fulfilled.clear();
        }
    }

    private Entry entry(int row) {
        return new Entry(RecordKey.parse(records.key(row)), records.get(row, REVISION), records.get(row, OFFSET),
                needsOf(row).keys);
    }

    private Needs needsOf(int row) {
        Needs waited = needsByNumber.get(records.get(row, NEEDS));
        if (waited == null) {
            throw new IllegalStateException("A record that waits for nothing");
        }
        return waited;
    }

    private Needs begin(Set<String> keys) {
        Needs begun = new Needs(nextNumber++, keys);
        needsByNumber.put(begun.number, begun);
        triggers(keys).forEach(
                trigger -> needsByTrigger.computeIfAbsent(trigger, any -> new HashSet<>()).add(begun.number));
        return begun;
    }

    private void end(Needs ended) {
        needs.remove(ended.keys);
        needsByNumber.remove(ended.number);
        triggers(ended.keys).forEach(trigger -> needsByTrigger.computeIfPresent(trigger, (any, numbers) -> {
            numbers.remove(ended.number);
            return numbers.isEmpty() ? null : numbers;
        }));
    }

    private static Set<String> triggers(Set<String> keys) {
        Set<String> triggers = new HashSet<>(keys);
        keys.stream().map(RecordKey::parse).map(need -> need.office() + "/" + need.kind().wireName())
                .forEach(triggers::add);
        return triggers;
    }
}
