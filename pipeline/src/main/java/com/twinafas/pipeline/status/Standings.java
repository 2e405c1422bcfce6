package com.twinafas.pipeline.status;

import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.key.RecordKey;

/** The standing of every record. Not safe for threads: its owner guards it. */
final class Standings {

    private static final int RAW = 0;
    private static final int MAPPED = 1;
    private static final int DELIVERED = 2;
    /** Everything that is no revision, one byte each. */
    private static final int REST = 3;
    /** No record has this revision: it is a clock in microseconds. */
    private static final long NONE = 0;
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
    private static final List<Standing.Mapping> MAPPINGS = List.of(Standing.Mapping.values());

    private final KeyTable table = new KeyTable(4);

    /** {@link Standing#UNKNOWN} when nothing was said of the record. */
    Standing get(RecordKey key) {
        int row = table.row(key.toString());
        if (row == KeyTable.NONE) {
            return Standing.UNKNOWN;
        }
        long rest = table.get(row, REST);
        int mapping = octet(rest, 0);
        return new Standing(revision(row, RAW), mapping == 0 ? null : MAPPINGS.get(mapping - 1), revision(row, MAPPED),
                revision(row, DELIVERED), OUTCOMES.get(octet(rest, 1)), octet(rest, 2) != 0, octet(rest, 3),
                octet(rest, 4));
    }

    void put(RecordKey key, Standing standing) {
        int row = table.add(key.toString());
        Standing.Mapping mapping = standing.mapping();
        set(row, RAW, standing.raw());
        set(row, MAPPED, standing.mapped());
        set(row, DELIVERED, standing.delivered());
        table.set(row, REST,
                octets(mapping == null ? 0 : MAPPINGS.indexOf(mapping) + 1, OUTCOMES.indexOf(standing.outcome()),
                        standing.intent() ? 1 : 0, standing.letters(), standing.doubts()));
    }

    private @Nullable Long revision(int row, int column) {
        long revision = table.get(row, column);
        return revision == NONE ? null : revision;
    }

    private void set(int row, int column, @Nullable Long revision) {
        table.set(row, column, revision == null ? NONE : revision);
    }

    private static int octet(long octets, int place) {
        return (int) (octets >>> (place * Byte.SIZE)) & 0xFF;
    }

    private static long octets(int... each) {
        long octets = 0;
        for (int place = 0; place < each.length; place++) {
            octets |= (long) each[place] << (place * Byte.SIZE);
        }
        return octets;
    }
}
