package com.twinafas.poller.archive;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** The last state of every record by its key, and what a sighting changes about it. */
public final class RecordIndex {

    private final Map<RecordKey, Known> records = new ConcurrentHashMap<>();

    public @Nullable Known known(RecordKey key) {
        return records.get(key);
    }

    /** The records that are not deleted. */
    public List<RecordKey> present(String office, RecordKind kind) {
        return records.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind && entry.getKey().office().equals(office)
                        && entry.getValue().state() != RecordState.DELETED)
                .map(Map.Entry::getKey).sorted(java.util.Comparator.comparing(RecordKey::code)).toList();
    }

    public int size() {
        return records.size();
    }

    /**
     * What is new in the sightings. A revision is the clock in microseconds and always above the record's last.
     * Nothing is remembered yet: that happens with {@link #remember} when the changes are published.
     */
    public List<Change> changes(List<Sighting> sightings, Instant now) {
        Map<RecordKey, Change> changes = new LinkedHashMap<>();
        for (Sighting sighting : sightings) {
            Change earlier = changes.get(sighting.key());
            Known known = earlier == null ? records.get(sighting.key()) : known(earlier);
            if (known == null ? sighting.state() != RecordState.DELETED : isNew(sighting, known)) {
                long clock = ChronoUnit.MICROS.between(Instant.EPOCH, now);
                changes.put(sighting.key(),
                        new Change(sighting, known == null ? clock : Math.max(clock, known.revision() + 1)));
            }
        }
        return new ArrayList<>(changes.values());
    }

    public void remember(Change change) {
        remember(change.sighting().key(), known(change));
    }

    public void remember(RecordKey key, Known known) {
        records.put(key, known);
    }

    private static boolean isNew(Sighting sighting, Known known) {
        boolean same = sighting.state() == known.state() && sighting.hash().equals(known.hash());
        return !same && !sighting.readAt().isBefore(known.readAt());
    }

    private static Known known(Change change) {
        Sighting sighting = change.sighting();
        return new Known(sighting.hash(), change.revision(), sighting.state(), sighting.readAt());
    }
}
