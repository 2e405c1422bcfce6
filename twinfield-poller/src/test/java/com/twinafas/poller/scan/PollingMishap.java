package com.twinafas.poller.scan;

import java.time.Instant;
import java.util.Random;

import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

/** One thing that goes wrong while a kind of records is polled. */
record PollingMishap(String group, String name, Arrangement arrangement) {

    /** Sees to it that it happens, at a call or batch by chance. */
    @FunctionalInterface
    interface Arrangement {

        void arrange(Rig rig, MortalArchive archive, Random random);
    }

    /** @param most times it happens in a row */
    static PollingMishap served(String group, String name, Fault fault, int most) {
        return new PollingMishap(group, name, (rig, archive, random) -> rig.faults().add(FaultRule.of(name, fault)
                .path("(?i)processxml|finder|svc|asmx").from(1 + random.nextInt(4)).times(1 + random.nextInt(most))));
    }

    /** The first load begins at this moment; while it runs seconds pass. */
    static PollingMishap at(String name, Instant moment) {
        return new PollingMishap("clock", name, (rig, archive, random) -> rig.clock().moveTo(moment));
    }

    /** @param published whether the batch is there when the process ends */
    static PollingMishap ending(String name, boolean published) {
        return new PollingMishap("process", name,
                (rig, archive, random) -> archive.endAt(1 + random.nextInt(3), published));
    }
}
