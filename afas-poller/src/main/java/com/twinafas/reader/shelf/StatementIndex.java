package com.twinafas.reader.shelf;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.table.Fingerprint;
import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.reader.statement.AfasKey;
import com.twinafas.reader.statement.Sighting;

/**
 * The last statement about everything by its key, without its content, and what a sighting changes about it. Safe for
 * threads.
 */
public final class StatementIndex {

    private static final int HASH_HIGH = 0;
    private static final int HASH_LOW = 1;
    private static final int REVISION = 2;
    /** When it was read in nanoseconds, and in the last bit whether it is there. */
    private static final int READ_AT = 3;
    private static final int PRESENT = 1;
    /** Of an order: its date in days and the row of its record, each with one added; 0 without. */
    private static final int ORDER = 4;
    private static final int COLUMNS = 5;

    private final KeyTable statements = new KeyTable(COLUMNS);
    private final KeyTable recordKeys = new KeyTable(0);

    public synchronized @Nullable Known known(AfasKey key) {
        int row = statements.row(AfasKeyTexts.of(key));
        return row == KeyTable.NONE ? null : known(row);
    }

    /** What is there of a kind of thing, as far as it is in the scope. */
    public synchronized <K extends AfasKey> Map<K, Known> present(Class<K> kind, BiPredicate<K, Known> scope) {
        Map<K, Known> present = new LinkedHashMap<>();
        rows(kind, scope).forEach(row -> present.put(kind.cast(key(row)), known(row)));
        return present;
    }

    /** How much of it there is. */
    public synchronized <K extends AfasKey> int countPresent(Class<K> kind, BiPredicate<K, Known> scope) {
        return (int) rows(kind, scope).count();
    }

    public synchronized int size() {
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
                    ? known(sighting.key())
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

    public synchronized void remember(AfasKey key, Known known) {
        int row = statements.add(AfasKeyTexts.of(key));
        statements.set(row, HASH_HIGH, known.hash().high());
        statements.set(row, HASH_LOW, known.hash().low());
        statements.set(row, REVISION, known.revision());
        statements.set(row, READ_AT,
                ChronoUnit.NANOS.between(Instant.EPOCH, known.readAt()) << 1 | (known.present() ? PRESENT : 0));
        LocalDate date = known.date();
        String recordKey = known.recordKey();
        long day = date == null ? 0 : date.toEpochDay() + 1;
        statements.set(row, ORDER, day << Integer.SIZE | (recordKey == null ? 0 : recordKeys.add(recordKey) + 1));
    }

    private <K extends AfasKey> IntStream rows(Class<K> kind, BiPredicate<K, Known> scope) {
        return statements.rows().filter(row -> (statements.get(row, READ_AT) & PRESENT) != 0).filter(row -> {
            AfasKey key = key(row);
            return kind.isInstance(key) && scope.test(kind.cast(key), known(row));
        });
    }

    private AfasKey key(int row) {
        return AfasKeyTexts.parse(statements.key(row));
    }

    private Known known(int row) {
        long read = statements.get(row, READ_AT);
        long order = statements.get(row, ORDER);
        int day = (int) (order >> Integer.SIZE);
        int record = (int) order;
        return new Known(new Fingerprint(statements.get(row, HASH_HIGH), statements.get(row, HASH_LOW)),
                statements.get(row, REVISION), (read & PRESENT) != 0, Instant.EPOCH.plusNanos(read >> 1),
                record == 0 ? null : recordKeys.key(record - 1), day == 0 ? null : LocalDate.ofEpochDay(day - 1));
    }

    private static boolean isNew(Sighting sighting, Known known) {
        boolean same = known.present() != sighting.isVanished()
                && Fingerprint.of(sighting.hash()).equals(known.hash());
        return !same && !sighting.readAt().isBefore(known.readAt());
    }
}
