package com.twinafas.poller.archive;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.table.Fingerprint;
import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** The last state of every record by its key, and what a sighting changes about it. Safe for threads. */
public final class RecordIndex {

    private static final int HASH_HIGH = 0;
    private static final int HASH_LOW = 1;
    private static final int REVISION = 2;
    /** When it was read in nanoseconds, with the number of the state behind it. */
    private static final int READ_AT = 3;
    private static final int COLUMNS = 4;
    private static final List<RecordState> STATES = List.of(RecordState.values());
    private static final int STATE_BITS = 2;
    private static final int STATE_MASK = (1 << STATE_BITS) - 1;

    private final KeyTable records = new KeyTable(COLUMNS);

    public synchronized @Nullable Known known(RecordKey key) {
        int row = records.row(key.toString());
        if (row == KeyTable.NONE) {
            return null;
        }
        return new Known(new Fingerprint(records.get(row, HASH_HIGH), records.get(row, HASH_LOW)),
                records.get(row, REVISION), state(row),
                Instant.EPOCH.plusNanos(records.get(row, READ_AT) >> STATE_BITS));
    }

    /** Those of the records that are not deleted, by their code, as far as they are wanted. */
    public synchronized List<RecordKey> present(String office, RecordKind kind, Predicate<RecordKey> wanted) {
        return presentRows(office, kind).mapToObj(records::key).map(RecordKey::parse).filter(wanted)
                .sorted(Comparator.comparing(RecordKey::code)).toList();
    }

    /** How many records are not deleted. */
    public synchronized int countPresent(String office, RecordKind kind) {
        return (int) presentRows(office, kind).count();
    }

    public synchronized int size() {
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
            Known known = earlier == null ? known(sighting.key()) : known(earlier);
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

    public synchronized void remember(RecordKey key, Known known) {
        int row = records.add(key.toString());
        records.set(row, HASH_HIGH, known.hash().high());
        records.set(row, HASH_LOW, known.hash().low());
        records.set(row, REVISION, known.revision());
        records.set(row, READ_AT, ChronoUnit.NANOS.between(Instant.EPOCH, known.readAt()) << STATE_BITS
                | STATES.indexOf(known.state()));
    }

    private IntStream presentRows(String office, RecordKind kind) {
        return records.rows(RecordKey.beginning(office, kind)).filter(row -> state(row) != RecordState.DELETED);
    }

    private RecordState state(int row) {
        return STATES.get((int) records.get(row, READ_AT) & STATE_MASK);
    }

    private static boolean isNew(Sighting sighting, Known known) {
        boolean same = sighting.state() == known.state() && Fingerprint.of(sighting.hash()).equals(known.hash());
        return !same && !sighting.readAt().isBefore(known.readAt());
    }

    private static Known known(Change change) {
        Sighting sighting = change.sighting();
        return new Known(Fingerprint.of(sighting.hash()), change.revision(), sighting.state(), sighting.readAt());
    }
}
