package com.twinafas.poller.scan;

import java.time.Instant;
import java.util.List;
import java.util.Random;

import com.twinafas.schemas.key.RecordKind;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

/**
 * One thing that goes wrong while a kind of records is polled.
 *
 * @param kinds   at which it can go wrong
 * @param inParts whether lists come in many small parts, and complete ones often
 */
record PollingMishap(String group, String name, List<RecordKind> kinds, boolean inParts, Arrangement arrangement) {

    static final List<RecordKind> ALL = List.of(RecordKind.REFERENCE, RecordKind.CUSTOMER, RecordKind.ARTICLE,
            RecordKind.SALES_INVOICE, RecordKind.TRANSACTION);

    /** Sees to it that it happens, at a call or batch by chance. */
    @FunctionalInterface
    interface Arrangement {

        void arrange(Rig rig, MortalArchive archive, RecordKind kind, Random random);
    }

    /** @param most times it happens in a row */
    static PollingMishap served(String group, String name, Fault fault, int most) {
        return new PollingMishap(group, name, ALL, false,
                (rig, archive, kind, random) -> rig.faults().add(FaultRule.of(name, fault)
                        .path("(?i)processxml|finder|svc|asmx").from(1 + random.nextInt(4))
                        .times(1 + random.nextInt(most))));
    }

    /** The first load begins at this moment; while it runs seconds pass. */
    static PollingMishap at(String name, Instant moment) {
        return new PollingMishap("clock", name, ALL, false,
                (rig, archive, kind, random) -> rig.clock().moveTo(moment));
    }

    /** @param published whether the batch is there when the process ends */
    static PollingMishap ending(String name, boolean published) {
        return new PollingMishap("process", name, ALL, false,
                (rig, archive, kind, random) -> archive.endAt(1 + random.nextInt(3), published));
    }

    /** A list that does not stand still while its parts are read. */
    static PollingMishap moving(String name, RowMoves.Move move, RecordKind... kinds) {
        return new PollingMishap("list", name, List.of(kinds), true,
                (rig, archive, kind, random) -> new RowMoves(rig, rig.office(), kind, random)
                        .arrange(name, move));
    }
}
