package com.twinafas.reader.shelf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

import com.twinafas.reader.statement.AfasKey;
import com.twinafas.reader.statement.Sighting;

/** The last statement about everything by its key, without its content, and what a sighting changes about it. */
public final class StatementIndex {

    private final Map<AfasKey, Known> statements = new ConcurrentHashMap<>();

    public @Nullable Known known(AfasKey key) {
        return statements.get(key);
    }

    /** What is there of a kind of thing, as far as it is in the scope. */
    public <K extends AfasKey> Map<K, Known> present(Class<K> kind, BiPredicate<K, Known> scope) {
        Map<K, Known> present = new LinkedHashMap<>();
        statements.forEach((key, known) -> {
            if (known.present() && kind.isInstance(key) && scope.test(kind.cast(key), known)) {
                present.put(kind.cast(key), known);
            }
        });
        return present;
    }

    public int size() {
        return statements.size();
    }

    /**
     * What is new in the sightings. A revision is the clock in microseconds and always above the last of the key.
     * Nothing is remembered yet: that happens with {@link #remember} when the changes are published.
     */
    public List<Change> changes(List<Sighting> sightings, Instant now) {
        long clock = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        Map<AfasKey, Change> changes = new LinkedHashMap<>();
        for (Sighting sighting : sightings) {
            Change earlier = changes.get(sighting.key());
            Known known = earlier == null
                    ? statements.get(sighting.key())
                    : Known.of(earlier.sighting(), earlier.revision());
            if (known == null) {
                changes.put(sighting.key(), new Change(sighting, clock));
            } else if (isNew(sighting, known)) {
                changes.put(sighting.key(), new Change(sighting, Math.max(clock, known.revision() + 1)));
            }
        }
        return new ArrayList<>(changes.values());
    }

    public void remember(Change change) {
        remember(change.sighting().key(), Known.of(change.sighting(), change.revision()));
    }

    public void remember(AfasKey key, Known known) {
        statements.put(key, known);
    }

    private static boolean isNew(Sighting sighting, Known known) {
        boolean same = known.present() != sighting.isVanished() && sighting.hash().equals(known.hash());
        return !same && !sighting.readAt().isBefore(known.readAt());
    }
}
