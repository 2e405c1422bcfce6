package com.twinafas.mapper.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;

/**
 * Records that wait for others, and which of them are due for another try. A record waits at most once: a newer
 * revision takes the place of an older one. Where they stand is kept on {@code mapper.waiting}; this is its image.
 */
final class WaitingRecords {

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

    private final Map<String, Entry> byKey = new HashMap<>();
    /** Keys of waiting records by what they wait for: a record, or a kind of an office to be complete. */
    private final Map<String, Set<String>> byNeed = new HashMap<>();
    private final Set<String> due = new LinkedHashSet<>();

    void put(Entry entry) {
        remove(entry.key().toString());
        byKey.put(entry.key().toString(), entry);
        triggers(entry)
                .forEach(
                        trigger -> byNeed.computeIfAbsent(trigger, one -> new TreeSet<>()).add(entry.key().toString()));
    }

    /** @return whether it was waiting */
    boolean remove(String key) {
        due.remove(key);
        Entry entry = byKey.remove(key);
        if (entry == null) {
            return false;
        }
        triggers(entry).forEach(trigger -> byNeed.computeIfPresent(trigger, (one, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
        }));
        return true;
    }

    /** What is new makes due whoever waits for it. */
    void arrived(Collection<String> news) {
        for (String one : news) {
            due.addAll(byNeed.getOrDefault(one, Set.of()));
        }
    }

    /** After a start nobody knows what was new meanwhile. */
    void allDue() {
        due.addAll(byKey.keySet());
    }

    boolean hasDue() {
        return !due.isEmpty();
    }

    /** Takes the next ones that are due, at most so many. */
    List<Entry> takeDue(int most) {
        List<Entry> taken = new ArrayList<>();
        for (Iterator<String> keys = due.iterator(); keys.hasNext() && taken.size() < most;) {
            Entry entry = byKey.get(keys.next());
            keys.remove();
            if (entry != null) {
                taken.add(entry);
            }
        }
        return taken;
    }

    @Nullable
    Entry get(RecordKey key) {
        return byKey.get(key.toString());
    }

    int size() {
        return byKey.size();
    }

    private static List<String> triggers(Entry entry) {
        List<String> triggers = new ArrayList<>(entry.needs());
        entry.needs().stream().map(RecordKey::parse).map(need -> need.office() + "/" + need.kind().wireName())
                .distinct().forEach(triggers::add);
        return triggers;
    }
}
