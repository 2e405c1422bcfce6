package com.twinafas.notifier.cause;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The dead letters that are open now, by the cause that keeps them open. */
public final class OpenLetters {

    private final Map<String, String> causeByLetter = new HashMap<>();
    private final Map<String, SortedSet<String>> lettersByCause = new HashMap<>();

    /**
     * A dead letter stands open.
     *
     * @param letter its key: record key and stage
     * @return whether this cause did not hold it up before
     */
    public boolean open(String letter, StagedCause cause) {
        String now = cause.key();
        String before = causeByLetter.put(letter, now);
        if (now.equals(before)) {
            return false;
        }
        leave(letter, before);
        lettersByCause.computeIfAbsent(now, key -> new TreeSet<>()).add(letter);
        return true;
    }

    /** The record went on or was discarded. */
    public void close(String letter) {
        leave(letter, causeByLetter.remove(letter));
    }

    /** Keys of the dead letters that a cause keeps open. */
    public SortedSet<String> of(String causeKey) {
        return Collections.unmodifiableSortedSet(lettersByCause.getOrDefault(causeKey, Collections.emptySortedSet()));
    }

    public boolean isOpen(String causeKey) {
        return lettersByCause.containsKey(causeKey);
    }

    private void leave(String letter, @Nullable String causeKey) {
        if (causeKey == null) {
            return;
        }
        lettersByCause.computeIfPresent(causeKey, (key, letters) -> {
            letters.remove(letter);
            return letters.isEmpty() ? null : letters;
        });
    }
}
